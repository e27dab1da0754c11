import type { Request, Response } from 'express';
import { z } from 'zod';
import { listTalks, type TalkPage, type TalkSummary } from '../../transcripts/review/list-talks.ts';
import { type SavedView, savedViews } from '../../transcripts/review/saved-views.ts';
import { allTags } from '../../transcripts/review/tags.ts';
import { ExportLinks } from '../export/export-links.tsx';
import { staffOf } from '../sign-in/request-staff.ts';
import type { StaffTools } from '../staff-tools.ts';
import type { Labels } from '../words/labels.ts';
import { timeSince } from '../words/numbers.ts';
import { FilterForm } from './filter-form.tsx';
import { askedFor, filterOf, type ListQuery, listAddress, readListQuery } from './list-query.ts';
import { SavedViewBar } from './saved-view-bar.tsx';
import { TalkTable, talkAddress } from './talk-table.tsx';

const TALKS_A_PAGE = 50;
/** Urgent talks that are looked through, and of these shown. */
const MOST_URGENT = 200;
const URGENT_SHOWN = 10;

/** The list of talks with its filters; above it the flagged ones that nobody has looked after. */
export function listPage({ parts, audit, show }: StaffTools, labels: Labels) {
  const { db } = parts.database;
  return async (request: Request, response: Response) => {
    const { name, id } = staffOf(request);
    const query = readListQuery(request.query);
    const filter = filterOf(query);
    const before = z.coerce.number().int().positive().optional().catch(undefined).parse(request.query.before);
    await audit.record({
      who: name,
      action: filter.text === undefined ? 'talk.list' : 'talk.search',
      details: askedFor(query),
    });
    const [page, urgent, views, tags] = await Promise.all([
      listTalks(db, filter, { before, limit: TALKS_A_PAGE }),
      listTalks(db, { having: { urgent: 'open' } }, { limit: MOST_URGENT }),
      savedViews(db, id),
      allTags(db),
    ]);
    const [only, second] = page.talks;
    if (filter.reference !== undefined && only && !second) {
      response.redirect(303, talkAddress(only.conversationId));
      return;
    }
    show(request, response, {
      title: 'Talks',
      wide: true,
      content: (
        <List
          query={query}
          page={page}
          urgent={mostUrgentFirst(urgent.talks)}
          views={views}
          tags={tags}
          topics={[...(parts.means().knowledge?.topics.keys() ?? [])].sort()}
          labels={labels}
          first={before === undefined}
          now={parts.clock()}
        />
      ),
    });
  };
}

function List(props: {
  readonly query: ListQuery;
  readonly page: TalkPage;
  readonly urgent: readonly TalkSummary[];
  readonly views: readonly SavedView[];
  readonly tags: readonly string[];
  readonly topics: readonly string[];
  readonly labels: Labels;
  readonly first: boolean;
  readonly now: Date;
}) {
  const { query, page, urgent, views, tags, topics, labels, first, now } = props;
  return (
    <>
      {urgent.length > 0 && (
        <section class="warning" aria-labelledby="urgent">
          <h2 id="urgent">Need somebody now</h2>
          <TalkTable
            caption="Flagged and not looked after: danger first, then the newest"
            talks={urgent.slice(0, URGENT_SHOWN)}
            labels={labels}
            time={{ title: 'Last word', of: talk => `${timeSince(talk.updatedAt, now)} ago` }}
          />
          {urgent.length > URGENT_SHOWN && (
            <p>
              <a href="/staff/talks?urgent=open">All that nobody has looked after</a>
            </p>
          )}
        </section>
      )}
      <h2 class="no-print">Find</h2>
      <FilterForm query={query} labels={labels} topics={topics} tags={tags} />
      <TalkTable caption="Talks, newest first" talks={page.talks} labels={labels} />
      <p class="pager no-print">
        {!first && <a href={listAddress(query)}>Newest</a>}
        {page.next !== null && <a href={listAddress(query, page.next)}>Older</a>}
      </p>
      <ExportLinks address={listAddress(query).replace('/staff/talks', '/staff/export')} />
      <SavedViewBar views={views} query={listAddress(query).split('?')[1] ?? ''} />
    </>
  );
}

const DANGER = ['emergency', 'crisis'];

/** Danger to life before all else; of the same the newest word first. */
function mostUrgentFirst(talks: readonly TalkSummary[]): readonly TalkSummary[] {
  const danger = ({ flags }: TalkSummary) => (flags.some(flag => DANGER.includes(flag)) ? 0 : 1);
  return [...talks].sort(
    (one, other) => danger(one) - danger(other) || other.updatedAt.getTime() - one.updatedAt.getTime(),
  );
}
