import type { Finding } from '../../../knowledge/drift/drift-report.ts';
import { type DiffPart, wordDiff } from '../../../knowledge/drift/word-diff.ts';
import { Form } from '../page/form.tsx';
import { Said, undisguised } from '../page/said.tsx';
import { When } from '../page/when.tsx';
import type { Mark } from './site-work.ts';

/** One finding: what was and what is, side by side, and a button for who has dealt with it. */
export function FindingView(props: { readonly finding: Finding; readonly mark: Mark | null }) {
  const { finding, mark } = props;
  const { before, after, url } = finding;
  const sides = before !== null && after !== null ? wordDiff(before, after) : null;
  return (
    <>
      <p>
        <Said text={finding.message} />
      </p>
      <dl>
        <dt>Kind</dt>
        <dd>{finding.kind.replaceAll('-', ' ')}</dd>
        {finding.topics.length > 0 && <dt>Articles</dt>}
        {finding.topics.length > 0 && <dd>{finding.topics.join(', ')}</dd>}
        {url !== null && <dt>Page</dt>}
        {url !== null && (
          <dd>
            {/^https?:\/\//.test(url) ? (
              <a href={url} rel="noreferrer noopener">
                {url}
              </a>
            ) : (
              url
            )}
          </dd>
        )}
      </dl>
      {(before !== null || after !== null) && (
        <div class="side-by-side">
          <Side heading="Before" parts={sides?.before ?? whole(before)} mark="del" />
          <Side heading="Now" parts={sides?.after ?? whole(after)} mark="ins" />
        </div>
      )}
      {mark ? (
        <Form action={`/staff/site/${finding.id}/open`}>
          <p>
            Done by {mark.by}, <When at={mark.at.getTime()} />
          </p>
          <button type="submit">Put back on the list</button>
        </Form>
      ) : (
        <Form action={`/staff/site/${finding.id}/done`}>
          <p class="hint">
            Change the article first where it no longer fits. Then this leaves the list, and from the next
            check on the article is compared with what the site says now.
          </p>
          <button type="submit">Mark as done</button>
        </Form>
      )}
    </>
  );
}

function Side(props: {
  readonly heading: string;
  readonly parts: readonly DiffPart[];
  readonly mark: 'del' | 'ins';
}) {
  const { heading, parts, mark: Marked } = props;
  return (
    <section>
      <h2>{heading}</h2>
      <div class="site-text" dir="auto">
        {parts.length === 0 && <span class="hint">nothing</span>}
        {parts.map(({ text, differs }, place) =>
          differs ? <Marked key={place}>{undisguised(text)}</Marked> : undisguised(text),
        )}
      </div>
    </section>
  );
}

function whole(text: string | null): readonly DiffPart[] {
  return text === null ? [] : [{ text, differs: false }];
}
