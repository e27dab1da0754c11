import { type Kysely, sql } from 'kysely';
import type { LogSchema } from '../schema.ts';
import { filterTerm } from './filter-terms.ts';
import { listed } from './listed.ts';
import { searchTerms } from './search-terms.ts';
import { type IndexedTurn, turnTerms } from './turn-terms.ts';

const LONGEST_SHOWN = 200;
/** PostgreSQL's texts can't hold it. */
const NUL = /\0/g;

/**
 * Makes a turn findable, within its transaction. Three short statements; the words that the talk has already are
 * not written again.
 */
export function indexTurn(
  db: Kysely<LogSchema>,
  conversationId: string,
  turn: IndexedTurn & { readonly at: number },
): Promise<void> {
  return indexMessage(db, conversationId, { ...turn, outcome: turn.result.outcome, terms: turnTerms(turn) });
}

/** Makes a message findable that another bot took and logged here. */
export function indexLogged(
  db: Kysely<LogSchema>,
  conversationId: string,
  message: { readonly text: string; readonly channel: string; readonly at: number },
): Promise<void> {
  const outcome = 'logged';
  const terms = [
    filterTerm('channel', message.channel),
    filterTerm('outcome', outcome),
    ...searchTerms(message.text),
  ];
  return indexMessage(db, conversationId, { ...message, outcome, terms });
}

async function indexMessage(
  db: Kysely<LogSchema>,
  conversationId: string,
  message: {
    readonly text: string;
    readonly at: number;
    readonly outcome: string;
    readonly terms: readonly string[];
  },
): Promise<void> {
  const { text, at, outcome, terms } = message;
  const talk = await db
    .updateTable('talks')
    .set(row => ({ turns: row('turns', '+', 1), last_outcome: outcome }))
    .where('conversation_id', '=', conversationId)
    .returning(['seq', 'terms'])
    .executeTakeFirst();
  if (talk) return growTerms(db, talk.seq, talk.terms, terms);
  const kept = [...new Set(terms)];
  const begun = await db
    .insertInto('talks')
    .values({
      conversation_id: conversationId,
      begun_at: at,
      first_question: text.replace(NUL, ' ').slice(0, LONGEST_SHOWN),
      turns: 1,
      last_outcome: outcome,
      terms: JSON.stringify(kept),
    })
    .returning('seq')
    .executeTakeFirstOrThrow();
  await insertTerms(db, begun.seq, kept);
}

/**
 * Adds and takes away terms of a talk (thumbs, reviews, tags). Nothing happens where the talk was deleted.
 * To be run in a transaction: the row is locked first, so that two changes at once both stay.
 */
export async function changeTerms(
  db: Kysely<LogSchema>,
  conversationId: string,
  { add = [], remove = [] }: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
): Promise<void> {
  const talk = await db
    .updateTable('talks')
    .set(row => ({ turns: row.ref('turns') }))
    .where('conversation_id', '=', conversationId)
    .returning(['seq', 'terms'])
    .executeTakeFirst();
  if (!talk) return;
  const known = readTerms(talk.terms);
  const gone = remove.filter(term => known.includes(term) && !add.includes(term));
  if (gone.length > 0) {
    await sql`delete from talk_terms where talk = ${talk.seq}
      and term in (select listed.value from ${listed(db, gone)})`.execute(db);
  }
  const left = JSON.stringify(known.filter(term => !gone.includes(term)));
  if (gone.length > 0) await setTerms(db, talk.seq, left);
  await growTerms(db, talk.seq, left, add);
}

async function growTerms(db: Kysely<LogSchema>, seq: number, kept: string, terms: readonly string[]) {
  const known = new Set(readTerms(kept));
  const added = [...new Set(terms)].filter(term => !known.has(term));
  if (added.length === 0) return;
  await setTerms(db, seq, JSON.stringify([...known, ...added]));
  await insertTerms(db, seq, added);
}

async function setTerms(db: Kysely<LogSchema>, seq: number, terms: string): Promise<void> {
  await db.updateTable('talks').set({ terms }).where('seq', '=', seq).execute();
}

async function insertTerms(db: Kysely<LogSchema>, talk: number, terms: readonly string[]): Promise<void> {
  await sql`insert into talk_terms (term, talk) select listed.value, cast(${talk} as bigint)
    from ${listed(db, terms)} where true on conflict (term, talk) do nothing`.execute(db);
}

function readTerms(terms: string): readonly string[] {
  return JSON.parse(terms) as string[]; // written by this file
}
