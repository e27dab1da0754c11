import { sql } from 'kysely';
import type { LogDatabase } from '../schema.ts';
import { type Filter, filterTerm } from '../talk-index/filter-terms.ts';
import { indexEverything } from '../talk-index/write-index.ts';
import type { TalkFilter } from './talk-filter.ts';

/** Terms are counted this far to find the rarest; beyond it they are all common. */
const COUNTED = 5_000;
/** Talks that begin at the same moment in several processes may be numbered this far out of order. */
const OUT_OF_ORDER = 50;
const NO_REVIEW = filterTerm('review', 'any');

/** Talks between two numbers, both included; null: there are none. */
interface SeqRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Numbers of talks that have every term, newest first, from the index alone; what is due goes into it before.
 * @param before only those numbered below; a page's last number gives the next page
 */
export async function findTalks(
  db: LogDatabase,
  filter: TalkFilter,
  words: readonly string[],
  { before, limit }: { readonly before: number; readonly limit: number },
): Promise<readonly number[]> {
  await indexEverything(db);
  const range = await seqRange(db, filter, before);
  if (!range) return [];
  const terms = await rarestFirst(db, [...words, ...filterTerms(filter)]);
  const [rarest, ...others] = terms;
  if (rarest === undefined) {
    const all = db
      .selectFrom('talks')
      .select('talks.seq as talk')
      .where('talks.seq', '>=', range.first)
      .where('talks.seq', '<=', range.last);
    const rows = await (filter.unreviewed ? all.where(notReviewed('talks.seq')) : all)
      .orderBy('talks.seq', 'desc')
      .limit(limit)
      .execute();
    return rows.map(({ talk }) => talk);
  }
  let having = db
    .selectFrom('talk_terms')
    .select('talk_terms.talk')
    .where('talk_terms.term', '=', rarest)
    .where('talk_terms.talk', '>=', range.first)
    .where('talk_terms.talk', '<=', range.last);
  for (const term of others) {
    having = having.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('talk_terms as other')
          .select('other.talk')
          .where('other.term', '=', term)
          .whereRef('other.talk', '=', 'talk_terms.talk'),
      ),
    );
  }
  if (filter.unreviewed) having = having.where(notReviewed('talk_terms.talk'));
  const rows = await having.orderBy('talk_terms.talk', 'desc').limit(limit).execute();
  return rows.map(({ talk }) => talk);
}

/** No turn of the talk whose number is in a column has been judged. */
function notReviewed(talk: 'talks.seq' | 'talk_terms.talk') {
  return sql<boolean>`not exists (select 1 from talk_terms reviewed where reviewed.term = ${NO_REVIEW} and reviewed.talk = ${sql.ref(talk)})`;
}

function filterTerms({ having = {} }: TalkFilter): readonly string[] {
  return Object.entries(having).flatMap(
    ([filter, value]) => (value === undefined ? [] : [filterTerm(filter as Filter, value)]), // keys of a record by Filter
  );
}

async function rarestFirst(db: LogDatabase, terms: readonly string[]): Promise<readonly string[]> {
  if (terms.length < 2) return terms;
  const counted = await Promise.all(
    [...new Set(terms)].map(async term => {
      const some = db
        .selectFrom('talk_terms')
        .select('talk')
        .where('term', '=', term)
        .limit(COUNTED)
        .as('some');
      const { talks } = await db
        .selectFrom(some)
        .select(row => row.fn.countAll<number>().as('talks'))
        .executeTakeFirstOrThrow();
      return { term, talks: Number(talks) };
    }),
  );
  return counted.sort((one, other) => one.talks - other.talks).map(({ term }) => term);
}

/** The numbers that talks of the wanted time have: a stretch of the list, found by the index on their beginning. */
async function seqRange(
  db: LogDatabase,
  { from, to, reference }: TalkFilter,
  before: number,
): Promise<SeqRange | null> {
  if (reference !== undefined) {
    const talk = await db
      .selectFrom('conversations')
      .innerJoin('talks', 'talks.conversation_id', 'conversations.id')
      .select('talks.seq')
      .where('conversations.reference', '=', reference)
      .executeTakeFirst();
    return talk && talk.seq < before ? { first: talk.seq, last: talk.seq } : null;
  }
  const edge = async (time: Date, side: 'first' | 'last') => {
    const rows = await db
      .selectFrom('talks')
      .select('seq')
      .where('begun_at', side === 'first' ? '>=' : '<', time.getTime())
      .orderBy('begun_at', side === 'first' ? 'asc' : 'desc')
      .limit(OUT_OF_ORDER)
      .execute();
    const numbers = rows.map(({ seq }) => seq);
    return numbers.length === 0 ? null : side === 'first' ? Math.min(...numbers) : Math.max(...numbers);
  };
  const first = from ? await edge(from, 'first') : 0;
  const last = to ? await edge(to, 'last') : before - 1;
  return first === null || last === null ? null : { first, last: Math.min(last, before - 1) };
}
