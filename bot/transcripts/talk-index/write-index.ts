import { type Kysely, sql } from 'kysely';
import { givenRows } from '../given-rows.ts';
import type { LogSchema } from '../schema.ts';
import { filterTerm } from './filter-terms.ts';
import { listed } from './listed.ts';
import { searchTerms } from './search-terms.ts';
import { type IndexedTurn, turnTerms } from './turn-terms.ts';

const LONGEST_SHOWN = 200;
/** PostgreSQL's texts can't hold these: NUL, and half of a surrogate pair. */
const UNSTORABLE = /\0|\p{Cs}/gu;

/** A turn to be made findable. */
export interface TurnToIndex extends IndexedTurn {
  readonly conversationId: string;
  readonly at: number;
}

/** A message with the terms it is found by. */
interface FoundMessage {
  readonly conversationId: string;
  readonly text: string;
  readonly at: number;
  readonly outcome: string;
  readonly terms: readonly string[];
}

/** Makes turns of different conversations findable, within their transaction. */
export function indexTurns(db: Kysely<LogSchema>, turns: readonly TurnToIndex[]): Promise<void> {
  return indexMessages(
    db,
    turns.map(turn => ({ ...turn, outcome: turn.result.outcome, terms: turnTerms(turn) })),
  );
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
  return indexMessages(db, [{ ...message, conversationId, outcome, terms }]);
}

/** A statement a table for all of them. The words that a talk has already are not written again. */
async function indexMessages(db: Kysely<LogSchema>, turns: readonly FoundMessage[]): Promise<void> {
  if (turns.length === 0) return;
  const known = await countTurns(db, turns);
  const fresh = turns.filter(({ conversationId }) => !known.has(conversationId));
  const begun = await beginTalks(db, fresh);
  const grown: { readonly talk: number; readonly every_term: string }[] = [];
  const added: { readonly talk: number; readonly term: string }[] = [];
  for (const turn of turns) {
    const terms = new Set(turn.terms);
    const talk = known.get(turn.conversationId);
    if (talk) {
      const kept = readTerms(talk.terms);
      for (const term of kept) terms.delete(term);
      if (terms.size > 0) grown.push({ talk: talk.seq, every_term: JSON.stringify([...kept, ...terms]) });
    }
    const seq = talk?.seq ?? begun.get(turn.conversationId) ?? 0;
    for (const term of terms) added.push({ talk: seq, term });
  }
  if (grown.length > 0) {
    await sql`update talks set terms = given.every_term
      from ${givenRows(db, { talk: 'bigint', every_term: 'text' }, grown)} where seq = given.talk`.execute(
      db,
    );
  }
  if (added.length > 0) {
    await sql`insert into talk_terms (term, talk) select given.term, given.talk
      from ${givenRows(db, { talk: 'bigint', term: 'text' }, added)}
      where true on conflict (term, talk) do nothing`.execute(db);
  }
}

/** Counts a turn in the talks that are in the index; the others are not in the result. */
async function countTurns(
  db: Kysely<LogSchema>,
  turns: readonly FoundMessage[],
): Promise<ReadonlyMap<string, { readonly seq: number; readonly terms: string }>> {
  const given = givenRows(
    db,
    { id: 'text', outcome: 'text' },
    turns.map(({ conversationId, outcome }) => ({ id: conversationId, outcome })),
  );
  const { rows } = await sql<{ conversation_id: string; seq: number; terms: string }>`
    update talks set turns = turns + 1, last_outcome = given.outcome from ${given}
    where conversation_id = given.id returning conversation_id, seq, terms`.execute(db);
  return new Map(rows.map(({ conversation_id, ...talk }) => [conversation_id, talk]));
}

async function beginTalks(
  db: Kysely<LogSchema>,
  turns: readonly FoundMessage[],
): Promise<ReadonlyMap<string, number>> {
  if (turns.length === 0) return new Map();
  const columns = {
    conversation_id: 'text',
    begun_at: 'bigint',
    first_question: 'text',
    turns: 'integer',
    last_outcome: 'text',
    terms: 'text',
  } as const;
  const names = sql.raw(Object.keys(columns).join(', '));
  const rows = turns.map(turn => ({
    conversation_id: turn.conversationId,
    begun_at: turn.at,
    first_question: turn.text.slice(0, LONGEST_SHOWN).replace(UNSTORABLE, ' '),
    turns: 1,
    last_outcome: turn.outcome,
    terms: JSON.stringify([...new Set(turn.terms)]),
  }));
  const begun = await sql<{ conversation_id: string; seq: number }>`
    insert into talks (${names}) select ${names} from ${givenRows(db, columns, rows)}
    returning conversation_id, seq`.execute(db);
  return new Map(begun.rows.map(({ conversation_id, seq }) => [conversation_id, seq]));
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
