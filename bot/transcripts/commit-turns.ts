import { sql, type Transaction } from 'kysely';
import { givenRows, insertGiven } from './given-rows.ts';
import { insertActivities } from './insert-activities.ts';
import { activityRow } from './log-rows.ts';
import { insertConsent } from './opt-out-ledger.ts';
import { emptyTalk, keptByHold } from './remove-talk.ts';
import { loadReviewRules, taskReason } from './review/review-rules.ts';
import { addTask } from './review/review-tasks.ts';
import type { ActivityRow, LogSchema } from './schema.ts';
import { noteTurns } from './talk-index/note-turns.ts';
import { isUnanswered } from './talk-index/turn-terms.ts';
import { ConversationMovedError, type LoggedActivity, type TurnCommit } from './transcript-log.ts';

const REVIEW_RULES = loadReviewRules();

/** What became of a turn: its activities as logged, or why nothing of it was written. */
export type CommittedTurn = readonly LoggedActivity[] | ConversationMovedError;

/** What the conversation of a turn was before it. */
interface Moved {
  readonly flags: string;
  readonly channel: string;
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
  const moved = await moveOn(db, turns);
  const accepted = turns.filter(({ conversationId }) => moved.has(conversationId));
  await joinFlags(db, accepted, moved);
  for (const { consent } of accepted) if (consent) await insertConsent(db, consent);
  const emptied = await emptyTalks(db, accepted);
  const kept = accepted.filter(({ conversationId }) => !emptied.has(conversationId));
  await insertActivities(db, kept.flatMap(activityRows));
  await insertTurns(db, kept);
  await noteTurns(
    db,
    kept.map(({ conversationId, message, state, result, at }) => ({
      conversationId,
      text: message.text ?? '',
      channel: moved.get(conversationId)?.channel ?? '',
      plan: state.plan,
      result,
      at: at.getTime(),
    })),
  );
  for (const { conversationId, expected, result, at } of kept) {
    const number = expected + 1;
    const reason = taskReason(REVIEW_RULES, result, `${conversationId} ${number}`);
    if (reason) await addTask(db, { conversationId, number, at: at.getTime() }, reason);
  }
  return turns.map(turn =>
    moved.has(turn.conversationId) ? loggedActivities(turn) : new ConversationMovedError(turn.conversationId),
  );
}

/**
 * Conversations that nobody wrote to in between, now moved on. Written to before anything is read: a transaction that
 * reads first can't wait for another process' write (SQLITE_BUSY_SNAPSHOT), one that writes first can.
 */
async function moveOn(
  db: Transaction<LogSchema>,
  turns: readonly TurnCommit[],
): Promise<ReadonlyMap<string, Moved>> {
  const given = givenRows(
    db,
    {
      talk: 'text',
      new_state: 'text',
      new_language: 'text',
      new_plan: 'text',
      expected: 'integer',
      last: 'integer',
      moved_at: 'bigint',
    },
    turns.map(({ conversationId, state, expected, replies, at }) => ({
      talk: conversationId,
      new_state: JSON.stringify(state),
      new_language: state.language,
      new_plan: state.plan,
      expected,
      last: expected + 1 + replies.length,
      moved_at: at.getTime(),
    })),
  );
  const { rows } = await sql<Moved & { readonly id: string }>`
    update conversations set state = new_state, language = new_language, plan = new_plan, last_number = last,
      updated_at = moved_at
    from ${given} where id = talk and last_number = expected
    returning id, flags, channel`.execute(db);
  return new Map(rows.map(({ id, ...before }) => [id, before]));
}

async function joinFlags(
  db: Transaction<LogSchema>,
  turns: readonly TurnCommit[],
  moved: ReadonlyMap<string, Moved>,
): Promise<void> {
  for (const { conversationId, result } of turns) {
    if (result.flags.length === 0) continue;
    const known = moved.get(conversationId)?.flags.split(' ').filter(Boolean) ?? [];
    await db
      .updateTable('conversations')
      .set({ flags: [...new Set([...known, ...result.flags])].join(' ') })
      .where('id', '=', conversationId)
      .execute();
  }
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

/** What a turn adds to the log: the member's message and the replies to it. */
function loggedActivities({ expected, at, message, replies }: TurnCommit): readonly LoggedActivity[] {
  const number = expected + 1;
  return [
    { number, direction: 'in', replyTo: null, activity: message, at },
    ...replies.map(
      (activity, place): LoggedActivity => ({
        number: number + 1 + place,
        direction: 'out',
        replyTo: number,
        activity,
        at,
      }),
    ),
  ];
}

function activityRows(turn: TurnCommit): readonly ActivityRow[] {
  return loggedActivities(turn).map(logged =>
    activityRow(turn.conversationId, logged, logged.direction === 'in' ? turn.channelMessageId : null),
  );
}

async function insertTurns(db: Transaction<LogSchema>, turns: readonly TurnCommit[]): Promise<void> {
  if (turns.length === 0) return;
  const columns = {
    conversation_id: 'text',
    number: 'integer',
    outcome: 'text',
    topic: 'text',
    article_version: 'text',
    language: 'text',
    confidence: 'double precision',
    candidates: 'text',
    flags: 'text',
    knowledge_version: 'text',
    unanswered: 'integer',
    milliseconds: 'double precision',
    at: 'bigint',
  } as const;
  const rows = turns.map(({ conversationId, expected, result, at }) => ({
    conversation_id: conversationId,
    number: expected + 1,
    outcome: result.outcome,
    topic: result.topic,
    article_version: result.articleVersion,
    language: result.language,
    confidence: result.confidence,
    candidates: JSON.stringify(result.candidates),
    flags: result.flags.join(' '),
    knowledge_version: result.knowledgeVersion,
    unanswered: isUnanswered(result) ? 1 : 0,
    milliseconds: result.milliseconds,
    at: at.getTime(),
  }));
  await insertGiven(db, 'turns', columns, rows).execute(db);
}
