import { LONGEST_TAG } from '../../transcripts/review/tags.ts';
import { Form } from '../page/form.tsx';
import { Said, undisguised } from '../page/said.tsx';
import { talkAddress } from './talk-table.tsx';

/** Tags of a talk, and the forms that change them. */
export function TagList(props: {
  readonly id: string;
  readonly tags: readonly string[];
  readonly edits: boolean;
}) {
  const { id, tags, edits } = props;
  const action = `${talkAddress(id)}/tags`;
  return (
    <section id="tags" aria-labelledby="tags-title">
      <h2 id="tags-title">Tags</h2>
      {tags.length === 0 && <p class="soft">None.</p>}
      <ul class="views">
        {tags.map(tag => (
          <li key={tag} class="row">
            <a href={`/staff/talks?${new URLSearchParams({ tag })}`}>
              <Said text={tag} />
            </a>
            {edits && (
              <Form action={action}>
                <input type="hidden" name="tag" value={tag} />
                <input type="hidden" name="remove" value="yes" />
                <button type="submit">
                  Remove <span class="unseen">the tag {undisguised(tag)}</span>
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {edits && (
        <Form action={action} class="row">
          <div class="field">
            <label for="tag">New tag</label>
            <input id="tag" name="tag" type="text" required maxLength={LONGEST_TAG} autocomplete="off" />
          </div>
          <button type="submit">Add</button>
        </Form>
      )}
    </section>
  );
}
