import { beginTalks, type TalkBeginning } from './begin-talks.ts';
import { changesMore, commitByOneStatement, commitTurns } from './commit-turns.ts';
import { toActivity, toConversation } from './log-rows.ts';
import { lookUpTogether } from './look-up-together.ts';
import { isPostgres } from './numbered-key.ts';
import { removeTalk } from './remove-talk.ts';
import { insertFeedback } from './review/feedback.ts';
import { loadReviewRules } from './review/review-rules.ts';
import type { LogDatabase } from './schema.ts';
import type { LoggedActivity, TranscriptLog, TurnCommit } from './transcript-log.ts';
import { writeTogether } from './write-together.ts';

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

  // SQLite has one writer; PostgreSQL a second, so that one that waits for a lock does not hold up all.
  const atOnce = isPostgres(db) ? 2 : 1;
  const ofTalk = ({ conversationId }: TurnCommit) => conversationId;
  const commitAny = writeTogether<TurnCommit, readonly LoggedActivity[]>(atOnce, {
    keyOf: ofTalk,
    write: turns => db.transaction().execute(transaction => commitTurns(transaction, turns)),
  });
  const commitPlain = isPostgres(db)
    ? writeTogether<TurnCommit, readonly LoggedActivity[]>(atOnce, {
        keyOf: ofTalk,
        write: turns => commitByOneStatement(db, turns),
      })
    : commitAny;
  const begin = writeTogether<TalkBeginning, boolean>(atOnce, {
    keyOf: ({ conversation }) => conversation.id,
    write: beginnings => db.transaction().execute(transaction => beginTalks(transaction, beginnings)),
  });

  const lookUps = lookUpTogether(db);

  return {
    open: async conversation => {
      await begin({ conversation, words: [] });
      const opened = await find(conversation.id);
      if (!opened) throw new Error(`conversation ${conversation.id} was not opened`);
      return opened;
    },

    begin: (conversation, words) => begin({ conversation, words }),

    find,

    lookUp: (id, channelMessageId) => lookUps.load({ id, channelMessageId }),

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
      const written = await (changesMore(turn) ? commitAny(turn) : commitPlain(turn));
      if (turn.effect === 'delete-conversation') await forgetDeleted(db);
      return written;
    },

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
