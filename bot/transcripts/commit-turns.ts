import { sql, type Transaction } from 'kysely';
import { insertConsent } from './opt-out-ledger.ts';
import { emptyTalk, keptByHold } from './remove-talk.ts';
import type { LogDatabase, LogSchema } from './schema.ts';
import { ConversationMovedError, type LoggedActivity, type TurnCommit } from './transcript-log.ts';
import { loggedActivities, movingOn, turnInserts } from './turn-statements.ts';

/** What became of a turn: its activities as logged, or why nothing of it was written. */
export type CommittedTurn = readonly LoggedActivity[] | ConversationMovedError;

/** Whether a turn changes more than the log: a deletion, or an entry of the opt-out ledger. */
export function changesMore({ effect, consent = null }: TurnCommit): boolean {
  return effect === 'delete-conversation' || consent !== null;
}

/**
 * Writes turns of different conversations, a statement a table for all of them together.
 * @param turns no two of one conversation
 * @returns in the order of the turns
 */
export async function commitTurns(
  db: Transaction<LogSchema>,
  turns: readonly TurnCommit[],
): Promise<readonly CommittedTurn[]> {
  // Written to before anything is read: a transaction that reads first can't wait for another process' write
  // (SQLITE_BUSY_SNAPSHOT), one that writes first can.
  const { rows } = await movingOn(db, turns).execute(db);
  const moved = new Set(rows.map(({ id }) => id));
  const accepted = turns.filter(({ conversationId }) => moved.has(conversationId));
  for (const { consent } of accepted) if (consent) await insertConsent(db, consent);
  const emptied = await emptyTalks(db, accepted);
  const kept = accepted.filter(({ conversationId }) => !emptied.has(conversationId));
  if (kept.length > 0) for (const insert of turnInserts(db, kept)) await insert.execute(db);
  return turns.map(turn => committed(turn, moved));
}

/**
 * The same on PostgreSQL by one statement, which is a transaction by itself: the way to the server and back is most of
 * what a statement costs.
 * @param turns those that change no more than the log (see `changesMore`)
 */
export async function commitByOneStatement(
  db: LogDatabase,
  turns: readonly TurnCommit[],
): Promise<readonly CommittedTurn[]> {
  const inserts = turnInserts(db, turns, sql`conversation_id in (select id from moved)`);
  const parts = inserts.map((insert, place) => sql`${sql.ref(`part_${place}`)} as (${insert})`);
  const { rows } = await sql<{ readonly id: string }>`
    with moved as (${movingOn(db, turns)}), ${sql.join(parts)} select id from moved`.execute(db);
  const moved = new Set(rows.map(({ id }) => id));
  return turns.map(turn => committed(turn, moved));
}

function committed(turn: TurnCommit, moved: ReadonlySet<string>): CommittedTurn {
  return moved.has(turn.conversationId)
    ? loggedActivities(turn)
    : new ConversationMovedError(turn.conversationId);
}

/**
 * Empties the talks whose members asked for it; one under legal hold is kept.
 * @throws {ConversationMovedError} where a hold came or went since the member was told of it
 */
async function emptyTalks(
  db: Transaction<LogSchema>,
  turns: readonly TurnCommit[],
): Promise<ReadonlySet<string>> {
  const emptied = new Set<string>();
  for (const { conversationId, effect, mustStay = false } of turns) {
    if (effect !== 'delete-conversation') continue;
    if ((await keptByHold(db, conversationId)) !== mustStay) throw new ConversationMovedError(conversationId);
    if (mustStay) continue;
    await emptyTalk(db, conversationId);
    emptied.add(conversationId);
  }
  return emptied;
}
