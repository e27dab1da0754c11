import type { Activity, TranscriptStore } from 'botbuilder';
import { newTalk } from '../../dialogs/talk-state.ts';
import { keptByHold, removeTalk } from './remove-talk.ts';
import type { LogDatabase } from './schema.ts';
import { storedTranscripts } from './stored-transcripts.ts';
import { noteLogged } from './talk-index/note-turns.ts';

/** What a store of transcripts is made of. */
export interface TranscriptStoreParts {
  readonly db: LogDatabase;
  /** Removes what the database keeps of deleted rows. */
  readonly forgetDeleted: (db: LogDatabase) => Promise<void>;
  /** Takes identifiers out of a text: nothing is stored that was not masked. */
  readonly mask: (text: string) => string;
  /** A reference code for a conversation that the log does not know yet. */
  readonly newReference: () => string;
}

/**
 * The log as the Bot Framework's `TranscriptStore` (and so as its `TranscriptLogger`): other tools of the SDK read
 * and write it. An activity that is logged twice under one id is kept once; what a member wrote is found in the list
 * of talks like all else, though nothing is known of what was decided on it.
 */
export function transcriptStore(parts: TranscriptStoreParts): TranscriptStore {
  const { db, forgetDeleted, mask, newReference } = parts;

  return {
    ...storedTranscripts(db),

    logActivity: async activity => {
      if (!activity) throw new Error('activity cannot be null for logActivity()');
      const { id: conversationId } = activity.conversation;
      const at = (activity.timestamp ? new Date(activity.timestamp) : new Date()).getTime();
      // The SDK's middleware leaves the bot's own role out.
      const direction = activity.from?.role === 'bot' || activity.recipient?.role === 'user' ? 'out' : 'in';
      await db.transaction().execute(async transaction => {
        const reference = newReference();
        await transaction
          .insertInto('conversations')
          .values({
            id: conversationId,
            channel: activity.channelId,
            reference,
            state: JSON.stringify(newTalk(reference, new Date(at).toISOString())),
            language: null,
            plan: null,
            last_number: 0,
            flags: '',
            opened_at: at,
            updated_at: at,
          })
          .onConflict(conflict => conflict.column('id').doNothing())
          .execute();
        const before = await transaction
          .selectFrom('activities')
          .select('number')
          .where('conversation_id', '=', conversationId)
          .where('channel_message_id', '=', activity.id ?? '')
          .executeTakeFirst();
        if (before) return;
        const { last_number } = await transaction
          .updateTable('conversations')
          .set(row => ({ last_number: row('last_number', '+', 1), updated_at: at }))
          .where('id', '=', conversationId)
          .returning('last_number')
          .executeTakeFirstOrThrow();
        await transaction
          .insertInto('activities')
          .values({
            conversation_id: conversationId,
            number: last_number,
            direction,
            channel_message_id: activity.id ?? null,
            reply_to: null,
            activity: JSON.stringify(masked(activity, mask)),
            at,
          })
          .onConflict(conflict => conflict.doNothing())
          .execute();
        if (direction === 'in' && activity.type === 'message') {
          const text = mask(activity.text ?? '');
          await noteLogged(transaction, conversationId, { text, channel: activity.channelId, at });
        }
      });
    },

    deleteTranscript: async (channelId, conversationId) => {
      if (!channelId) throw new Error('Missing channelId');
      if (!conversationId) throw new Error('Missing conversationId');
      await db.transaction().execute(async transaction => {
        if (await keptByHold(transaction, conversationId)) return;
        const known = await transaction
          .selectFrom('conversations')
          .select('id')
          .where('id', '=', conversationId)
          .where('channel', '=', channelId)
          .executeTakeFirst();
        if (known) await removeTalk(transaction, conversationId);
      });
      await forgetDeleted(db);
    },
  };
}

function masked(activity: Activity, mask: (text: string) => string): Partial<Activity> {
  // Attachments, values, channel data and accounts may hold anything: only what is known to be masked is kept. Who said
  // it is the direction of the row.
  const { type, id, locale, replyToId, name, text } = activity;
  return {
    type,
    id,
    locale,
    replyToId,
    name,
    ...(text === undefined ? {} : { text: mask(text) }),
  } as Partial<Activity>; // what is undefined is left out by JSON
}
