import type { Kysely } from 'kysely';
import type { LogSchema } from '../schema.ts';
import { filterTerm } from '../talk-index/filter-terms.ts';
import { changeTerms } from '../talk-index/write-index.ts';
import { VERDICTS } from './verdicts.ts';

/** Every term that comes from what was said of a talk afterwards. */
const GIVEN_TERMS = [
  ...['up', 'down'].map(value => filterTerm('feedback', value)),
  ...['any', 'twice', 'disagreed'].map(value => filterTerm('review', value)),
  ...VERDICTS.map(verdict => filterTerm('verdict', verdict)),
];

/**
 * Makes a talk found by the thumbs and judgements that it has now, and by no others. To be run in the transaction that
 * changed them.
 */
export async function renewGivenTerms(db: Kysely<LogSchema>, conversationId: string): Promise<void> {
  const thumbs = await db
    .selectFrom('feedback')
    .select('helpful')
    .where('conversation_id', '=', conversationId)
    .execute();
  const reviews = await db
    .selectFrom('reviews')
    .select(['number', 'verdict'])
    .where('conversation_id', '=', conversationId)
    .execute();
  const add = [
    ...thumbs.map(({ helpful }) => filterTerm('feedback', helpful === 1 ? 'up' : 'down')),
    ...reviewTerms(reviews),
  ];
  await changeTerms(db, conversationId, { add, remove: GIVEN_TERMS });
}

function reviewTerms(
  reviews: readonly { readonly number: number; readonly verdict: string }[],
): readonly string[] {
  if (reviews.length === 0) return [];
  const turns = new Map<number, string[]>();
  for (const { number, verdict } of reviews) turns.set(number, [...(turns.get(number) ?? []), verdict]);
  const verdicts = [...turns.values()];
  return [
    filterTerm('review', 'any'),
    ...(verdicts.some(({ length }) => length > 1) ? [filterTerm('review', 'twice')] : []),
    ...(verdicts.some(given => new Set(given).size > 1) ? [filterTerm('review', 'disagreed')] : []),
    ...new Set(reviews.map(({ verdict }) => filterTerm('verdict', verdict))),
  ];
}
