import { type Kysely, type RawBuilder, sql } from 'kysely';
import { insertGiven } from '../given-rows.ts';
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

/** A message with the terms it is to be found by. */
interface FoundMessage {
  readonly conversationId: string;
  readonly text: string;
  readonly at: number;
  readonly outcome: string;
  readonly terms: readonly string[];
}

type Database = Pick<Kysely<LogSchema>, 'getExecutor'>;

/**
 * The statement that puts turns of different conversations on the list of talks, in their transaction. The words they
 * are found by are noted there and go into the index later (see `indexDue`).
 */
export function turnsNote(
  db: Database,
  turns: readonly TurnToIndex[],
  only?: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const messages = turns.map(turn => ({ ...turn, outcome: turn.result.outcome, terms: turnTerms(turn) }));
  return messagesNote(db, messages, only);
}

/** Puts turns of different conversations on the list of talks, within their transaction (see `turnsNote`). */
export async function noteTurns(db: Kysely<LogSchema>, turns: readonly TurnToIndex[]): Promise<void> {
  if (turns.length > 0) await turnsNote(db, turns).execute(db);
}

/** Puts a message on the list that another bot took and logged here. */
export async function noteLogged(
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
  await messagesNote(db, [{ ...message, conversationId, outcome, terms }]).execute(db);
}

function messagesNote(
  db: Database,
  messages: readonly FoundMessage[],
  only?: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const columns = {
    conversation_id: 'text',
    begun_at: 'bigint',
    first_question: 'text',
    turns: 'integer',
    last_outcome: 'text',
    terms: 'text',
    due: 'text',
  } as const;
  const rows = messages.map(({ conversationId, text, at, outcome, terms }) => ({
    conversation_id: conversationId,
    begun_at: at,
    first_question: text.slice(0, LONGEST_SHOWN).replace(UNSTORABLE, ' '),
    turns: 1,
    last_outcome: outcome,
    terms: '[]',
    due: JSON.stringify(terms),
  }));
  return sql`${insertGiven(db, 'talks', columns, rows, only)}
    on conflict (conversation_id) do update set turns = talks.turns + 1, last_outcome = excluded.last_outcome,
      due = case when talks.due is null then excluded.due else talks.due || ${sql.lit('\n')} || excluded.due end`;
}
