import type { SavedView } from '../../transcripts/review/saved-views.ts';
import { Form } from '../page/form.tsx';
import { Said, undisguised } from '../page/said.tsx';
import { listAddress, readListQuery } from './list-query.ts';

/** One's saved views, and the form that keeps the present one. */
export function SavedViewBar({
  views,
  query,
}: {
  readonly views: readonly SavedView[];
  readonly query: string;
}) {
  return (
    <section class="no-print" aria-labelledby="views">
      <h2 id="views">Saved views</h2>
      {views.length > 0 && (
        <ul class="views">
          {views.map(view => (
            <li key={view.name} class="row">
              <a href={listAddress(readListQuery(Object.fromEntries(new URLSearchParams(view.query))))}>
                <Said text={view.name} />
              </a>
              <Form action="/staff/talks/views/forget">
                <input type="hidden" name="name" value={view.name} />
                <button type="submit">
                  Forget <span class="unseen">the view {undisguised(view.name)}</span>
                </button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <Form action="/staff/talks/views" class="row">
        <input type="hidden" name="query" value={query} />
        <div class="field">
          <label for="view-name">Keep these filters under a name</label>
          <input id="view-name" name="name" type="text" required maxLength={60} autocomplete="off" />
        </div>
        <button type="submit">Keep</button>
      </Form>
    </section>
  );
}
