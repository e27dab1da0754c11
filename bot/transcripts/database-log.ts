import { SqliteAdapter, type Transaction } from 'kysely';
import { type Commit, commitTogether } from './commit-together.ts';
import { insertConsent } from './opt-out-ledger.ts';
import { emptyTalk, keptByHold, removeTalk } from './remove-talk.ts';
import { insertFeedback } from './review/feedback.ts';
import { loadReviewRules, taskReason } from './review/review-rules.ts';
import { addTask } from './review/review-tasks.ts';
import type { ActivityRow, ConversationRow, LogDatabase, LogSchema } from './schema.ts';
import { isUnanswered } from './talk-index/turn-terms.ts';
import { indexTurn } from './talk-index/write-index.ts';
import {
  type Conversation,
  ConversationMovedError,
  type LoggedActivity,
  type TranscriptLog,
  type TurnCommit,
} from './transcript-log.ts';

const MOST_AT_ONCE = 1_000;
const REVIEW_RULES = loadReviewRules();

/**
 * The log on a database.
 * @param forgetDeleted called after a deletion, to remove what the database itself still keeps of it
 */
export function databaseLog(
  db: LogDatabase,
  forgetDeleted: (db: LogDatabase) => Promise<void>,
): TranscriptLog {
  const find = async (id: string) => {
    const row = await db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst();
    return row ? toConversation(row) : null;
  };

  const commit: Commit =
    db.getExecutor().adapter instanceof SqliteAdapter
      ? commitTogether(db)
      : work => db.transaction().execute(work);

  return {
    open: async ({ id, channel, reference, state, at }) => {
      await db
        .insertInto('conversations')
        .values({
          id,
          channel,
          reference,
          state: JSON.stringify(state),
          language: state.language,
          plan: state.plan,
          last_number: 0,
          flags: '',
          opened_at: at.getTime(),
          updated_at: at.getTime(),
        })
        .onConflict(conflict => conflict.column('id').doNothing())
        .execute();
      const opened = await find(id);
      if (!opened) throw new Error(`conversation ${id} was not opened`);
      return opened;
    },

    find,

    lookUp: async (id, channelMessageId) => {
      const row = await db
        .selectFrom('conversations')
        .selectAll()
        .select(({ selectFrom }) =>
          selectFrom('activities')
            .select('number')
            .whereRef('conversation_id', '=', 'conversations.id')
            .where('channel_message_id', '=', channelMessageId)
            .as('seen'),
        )
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? { conversation: toConversation(row), seen: row.seen !== null } : null;
    },

    findByReference: async reference => {
      const row = await db
        .selectFrom('conversations')
        .selectAll()
        .where('reference', '=', reference)
        .executeTakeFirst();
      return row ? toConversation(row) : null;
    },

    repliesTo: async (conversationId, channelMessageId) => {
      const message = await db
        .selectFrom('activities')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .where('channel_message_id', '=', channelMessageId)
        .executeTakeFirst();
      if (!message) return null;
      const replies = await db
        .selectFrom('activities')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .where('reply_to', '=', message.number)
        .orderBy('number')
        .execute();
      return { message: toActivity(message), replies: replies.map(toActivity) };
    },

    commit: async turn => {
      const written = await commit(transaction => commitTurn(transaction, turn));
      if (turn.effect === 'delete-conversation') await forgetDeleted(db);
      return written;
    },

    append: (conversationId, activity, at) =>
      commit(async transaction => {
        const moved = await transaction
          .updateTable('conversations')
          .set(row => ({ last_number: row('last_number', '+', 1), updated_at: at.getTime() }))
          .where('id', '=', conversationId)
          .returning('last_number')
          .executeTakeFirst();
        if (!moved) throw new ConversationMovedError(conversationId);
        const row = activityRow(conversationId, moved.last_number, 'out', activity, at);
        await transaction.insertInto('activities').values(row).execute();
        return toActivity(row);
      }),

    read: async (conversationId, after, limit = MOST_AT_ONCE) => {
      const rows = await db
        .selectFrom('activities')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .where('number', '>', after)
        .orderBy('number')
        .limit(limit)
        .execute();
      return rows.map(toActivity);
    },

    lastNumbers: async ids => {
      if (ids.length === 0) return new Map();
      const rows = await db
        .selectFrom('conversations')
        .select(['id', 'last_number'])
        .where('id', 'in', [...ids])
        .execute();
      return new Map(rows.map(row => [row.id, row.last_number]));
    },

    recordFeedback: feedback =>
      db.transaction().execute(transaction => insertFeedback(transaction, REVIEW_RULES, feedback)),

    isHeld: async conversationId => {
      const hold = await db
        .selectFrom('legal_holds')
        .select('at')
        .where('conversation_id', '=', conversationId)
        .executeTakeFirst();
      return hold !== undefined;
    },

    remove: async conversationId => {
      await db.transaction().execute(transaction => removeTalk(transaction, conversationId));
      await forgetDeleted(db);
    },

    close: () => db.destroy(),
  };
}

async function commitTurn(db: Transaction<LogSchema>, turn: TurnCommit): Promise<readonly LoggedActivity[]> {
  const { conversationId, expected, at, result } = turn;
  const last = expected + 1 + turn.replies.length;
  // Written to before anything is read: a transaction that reads first can't wait for another process' write
  // (SQLITE_BUSY_SNAPSHOT), one that writes first can.
  const moved = await db
    .updateTable('conversations')
    .set({
      state: JSON.stringify(turn.state),
      language: turn.state.language,
      plan: turn.state.plan,
      last_number: last,
      updated_at: at.getTime(),
    })
    .where('id', '=', conversationId)
    .where('last_number', '=', expected)
    .returning(['flags', 'channel'])
    .executeTakeFirst();
  if (!moved) throw new ConversationMovedError(conversationId);
  if (result.flags.length > 0) {
    await db
      .updateTable('conversations')
      .set({ flags: joinFlags(moved.flags, result.flags) })
      .where('id', '=', conversationId)
      .execute();
  }
  if (turn.consent) await insertConsent(db, turn.consent);
  const message = activityRow(conversationId, expected + 1, 'in', turn.message, at, turn.channelMessageId);
  const replies = turn.replies.map((reply, place) =>
    activityRow(conversationId, expected + 2 + place, 'out', reply, at, null, expected + 1),
  );
  if (turn.effect === 'delete-conversation') {
    const mustStay = await keptByHold(db, conversationId);
    if (mustStay !== (turn.mustStay ?? false)) throw new ConversationMovedError(conversationId);
    if (!mustStay) {
      await emptyTalk(db, conversationId);
      return [message, ...replies].map(toActivity);
    }
  }
  await db
    .insertInto('activities')
    .values([message, ...replies])
    .execute();
  await db
    .insertInto('turns')
    .values({
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
    })
    .execute();
  await indexTurn(db, conversationId, {
    text: turn.message.text ?? '',
    channel: moved.channel,
    plan: turn.state.plan,
    result,
    at: at.getTime(),
  });
  const reason = taskReason(REVIEW_RULES, result, `${conversationId} ${expected + 1}`);
  if (reason) await addTask(db, { conversationId, number: expected + 1, at: at.getTime() }, reason);
  return [message, ...replies].map(toActivity);
}

function activityRow(
  conversationId: string,
  number: number,
  direction: 'in' | 'out',
  activity: object,
  at: Date,
  channelMessageId: string | null = null,
  replyTo: number | null = null,
): ActivityRow {
  return {
    conversation_id: conversationId,
    number,
    direction,
    channel_message_id: channelMessageId,
    reply_to: replyTo,
    activity: JSON.stringify(activity),
    at: at.getTime(),
  };
}

function toActivity(row: ActivityRow): LoggedActivity {
  return {
    number: row.number,
    direction: row.direction,
    replyTo: row.reply_to,
    activity: JSON.parse(row.activity) as LoggedActivity['activity'], // written by activityRow
    at: new Date(Number(row.at)),
  };
}

function toConversation(row: ConversationRow): Conversation {
  return {
    id: row.id,
    channel: row.channel,
    reference: row.reference,
    state: JSON.parse(row.state) as Conversation['state'], // written by open and commit
    lastNumber: row.last_number,
    flags: row.flags === '' ? [] : row.flags.split(' '),
    openedAt: new Date(Number(row.opened_at)),
    updatedAt: new Date(Number(row.updated_at)),
  };
}

function joinFlags(known: string, added: readonly string[]): string {
  return [...new Set([...known.split(' ').filter(Boolean), ...added])].join(' ');
}
