import type { ActivityRow, ConversationRow } from './schema.ts';
import type { Conversation, LoggedActivity } from './transcript-log.ts';

/** The row of an activity; what `toActivity` reads. */
export function activityRow(
  conversationId: string,
  { number, direction, replyTo, activity, at }: LoggedActivity,
  channelMessageId: string | null = null,
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

export function toActivity(row: ActivityRow): LoggedActivity {
  return {
    number: row.number,
    direction: row.direction,
    replyTo: row.reply_to,
    activity: JSON.parse(row.activity) as LoggedActivity['activity'], // written by activityRow
    at: new Date(Number(row.at)),
  };
}

/** The columns that `toConversation` reads. */
export const CONVERSATION_COLUMNS = [
  'id',
  'channel',
  'reference',
  'state',
  'last_number',
  'flags',
  'opened_at',
  'updated_at',
] as const satisfies readonly (keyof ConversationRow)[];
export type KnownConversation = Pick<ConversationRow, (typeof CONVERSATION_COLUMNS)[number]>;

export function toConversation(row: KnownConversation): Conversation {
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
