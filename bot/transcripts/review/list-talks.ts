import type { LogDatabase } from '../schema.ts';
import { type TextQuery, textQuery } from '../talk-index/search-terms.ts';
import { findTalks } from './find-talks.ts';
import type { TalkFilter } from './talk-filter.ts';

/** Talks whose words are compared before a page is given out though it is not full. */
const MOST_COMPARED = 2_000;
const LONGEST_SHOWN = 200;

/** A talk as a list shows it. */
export interface TalkSummary {
  readonly seq: number;
  readonly conversationId: string;
  readonly reference: string;
  readonly channel: string;
  readonly language: string | null;
  readonly plan: string | null;
  readonly flags: readonly string[];
  readonly begunAt: Date;
  readonly updatedAt: Date;
  readonly turns: number;
  readonly lastOutcome: string;
  /** What the member wrote first; in a search, the message that has most of its words. Masked. */
  readonly shown: string;
}

/** A page of the list. */
export interface TalkPage {
  readonly talks: readonly TalkSummary[];
  /** Give it as `before` to get the next page; null where this was the last. */
  readonly next: number | null;
}

/**
 * Talks that fit a filter, newest first. A search without letters or digits finds nothing.
 * @param page `before`: `next` of the page before, left out for the first; `limit`: talks a page
 */
export async function listTalks(
  db: LogDatabase,
  filter: TalkFilter,
  {
    before = Number.MAX_SAFE_INTEGER,
    limit,
  }: { readonly before?: number | undefined; readonly limit: number },
): Promise<TalkPage> {
  const query = filter.text === undefined ? undefined : textQuery(filter.text);
  if (query === null) return { talks: [], next: null };
  if (query === undefined) {
    const found = await findTalks(db, filter, [], { before, limit: limit + 1 });
    const talks = await summaries(db, found.slice(0, limit));
    return { talks, next: found.length > limit ? (found[limit - 1] ?? null) : null };
  }
  const talks: TalkSummary[] = [];
  let mark = before;
  for (let compared = 0; compared < MOST_COMPARED; ) {
    // Nearly all that have the terms match; where few do, more are looked at with each further step.
    const step = compared === 0 ? limit + 1 : 4 * limit;
    const found = await findTalks(db, filter, query.terms, { before: mark, limit: step });
    compared += found.length;
    for (const talk of await matching(db, found, query)) {
      talks.push(talk);
      if (talks.length === limit) return { talks, next: talk.seq };
    }
    const last = found.at(-1);
    if (last === undefined || found.length < step) return { talks, next: null };
    mark = last;
  }
  return { talks, next: mark };
}

async function matching(
  db: LogDatabase,
  found: readonly number[],
  query: TextQuery,
): Promise<readonly TalkSummary[]> {
  const talks = await summaries(db, found);
  if (talks.length === 0) return [];
  const rows = await db
    .selectFrom('activities')
    .select(['conversation_id', 'activity'])
    .where('direction', '=', 'in')
    .where(
      'conversation_id',
      'in',
      talks.map(({ conversationId }) => conversationId),
    )
    .execute();
  const texts = new Map<string, string[]>();
  for (const { conversation_id, activity } of rows) {
    const { text = '' } = JSON.parse(activity) as { text?: string }; // written by the log
    texts.set(conversation_id, [...(texts.get(conversation_id) ?? []), text]);
  }
  return talks.flatMap(talk => {
    const said = texts.get(talk.conversationId) ?? [];
    const best = query.best(said);
    return best === null ? [] : [{ ...talk, shown: (said[best] ?? '').slice(0, LONGEST_SHOWN) }];
  });
}

/** Talks by their numbers, newest first. */
async function summaries(db: LogDatabase, talks: readonly number[]): Promise<readonly TalkSummary[]> {
  if (talks.length === 0) return [];
  const rows = await summaryRows(db)
    .where('talks.seq', 'in', [...talks])
    .orderBy('talks.seq', 'desc')
    .execute();
  return rows.map(toSummary);
}

/** Talks that somebody wrote in since a time, the last one first. */
export async function runningTalks(
  db: LogDatabase,
  since: Date,
  limit: number,
): Promise<readonly TalkSummary[]> {
  const rows = await summaryRows(db)
    .where('conversations.updated_at', '>=', since.getTime())
    .orderBy('conversations.updated_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toSummary);
}

function summaryRows(db: LogDatabase) {
  return db
    .selectFrom('conversations')
    .innerJoin('talks', 'talks.conversation_id', 'conversations.id')
    .select([
      'talks.seq',
      'talks.begun_at',
      'talks.first_question',
      'talks.turns',
      'talks.last_outcome',
      'conversations.id',
      'conversations.reference',
      'conversations.channel',
      'conversations.language',
      'conversations.plan',
      'conversations.flags',
      'conversations.updated_at',
    ]);
}

type SummaryRow = Awaited<ReturnType<ReturnType<typeof summaryRows>['executeTakeFirstOrThrow']>>;

function toSummary(row: SummaryRow): TalkSummary {
  return {
    seq: row.seq,
    conversationId: row.id,
    reference: row.reference,
    channel: row.channel,
    language: row.language,
    plan: row.plan,
    flags: row.flags.split(' ').filter(Boolean),
    begunAt: new Date(row.begun_at),
    updatedAt: new Date(row.updated_at),
    turns: row.turns,
    lastOutcome: row.last_outcome,
    shown: row.first_question,
  };
}
