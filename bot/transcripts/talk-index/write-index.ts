import { type Kysely, sql } from 'kysely';
import { givenRows, insertGiven } from '../given-rows.ts';
import type { LogSchema } from '../schema.ts';
import { filterTerm } from './filter-terms.ts';
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
  const grown: TermsOfTalk[] = [];
  const added: TermOfTalk[] = [];
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
  await setTerms(db, grown);
  await insertTerms(db, added);
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
  const rows = turns.map(turn => ({
    conversation_id: turn.conversationId,
    begun_at: turn.at,
    first_question: turn.text.slice(0, LONGEST_SHOWN).replace(UNSTORABLE, ' '),
    turns: 1,
    last_outcome: turn.outcome,
    terms: JSON.stringify([...new Set(turn.terms)]),
  }));
  const begun = await sql<{ conversation_id: string; seq: number }>`
    ${insertGiven(db, 'talks', columns, rows)} returning conversation_id, seq`.execute(db);
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
  const { seq } = talk;
  const known = readTerms(talk.terms);
  const gone = remove.filter(term => known.includes(term) && !add.includes(term));
  const added = [...new Set(add)].filter(term => !known.includes(term));
  if (gone.length + added.length === 0) return;
  if (gone.length > 0) {
    const terms = gone.map(term => ({ term }));
    await sql`delete from talk_terms where talk = ${seq}
      and term in (select given.term from ${givenRows(db, { term: 'text' }, terms)})`.execute(db);
  }
  const left = [...known.filter(term => !gone.includes(term)), ...added];
  await setTerms(db, [{ talk: seq, every_term: JSON.stringify(left) }]);
  await insertTerms(
    db,
    added.map(term => ({ talk: seq, term })),
  );
}

interface TermsOfTalk {
  readonly talk: number;
  readonly every_term: string;
}

async function setTerms(db: Kysely<LogSchema>, talks: readonly TermsOfTalk[]): Promise<void> {
  if (talks.length === 0) return;
  const given = givenRows(
    db,
    { talk: 'bigint', every_term: 'text' },
    talks.map(talk => ({ ...talk })),
  );
  await sql`update talks set terms = given.every_term from ${given} where seq = given.talk`.execute(db);
}

interface TermOfTalk {
  readonly talk: number;
  readonly term: string;
}

async function insertTerms(db: Kysely<LogSchema>, terms: readonly TermOfTalk[]): Promise<void> {
  if (terms.length === 0) return;
  const columns = { term: 'text', talk: 'bigint' } as const;
  const insert = insertGiven(
    db,
    'talk_terms',
    columns,
    terms.map(term => ({ ...term })),
  );
  await sql`${insert} on conflict (term, talk) do nothing`.execute(db);
}

function readTerms(terms: string): readonly string[] {
  return JSON.parse(terms) as string[]; // written by this file
}
