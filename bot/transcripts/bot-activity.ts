import type { Activity } from 'botbuilder';
import type { ActivityRow } from './schema.ts';

/** Id that an activity of the log is known by outside: its own one where the channel gave one. */
function activityId(row: Pick<ActivityRow, 'conversation_id' | 'number' | 'channel_message_id'>): string {
  return row.channel_message_id ?? `${row.conversation_id}|${String(row.number).padStart(7, '0')}`;
}

/**
 * A row of the log as a whole Bot Framework activity, the way transcripts (`.transcript` files, `TranscriptStore`)
 * hold it: with id, time, channel, conversation, and who said it to whom. Its text is masked, as in the log.
 */
export function botActivity(row: ActivityRow, channelId: string): Activity {
  const kept = JSON.parse(row.activity) as Partial<Activity>; // written by the log
  const member = { id: 'member', name: '', role: 'user' };
  const bot = { id: 'bot', name: '', role: 'bot' };
  const [from, recipient] = row.direction === 'in' ? [member, bot] : [bot, member];
  const { replyToId } = kept;
  const whole = {
    ...kept,
    type: kept.type ?? 'message',
    id: kept.id ?? activityId(row),
    timestamp: new Date(Number(row.at)),
    channelId,
    conversation: { ...kept.conversation, id: row.conversation_id },
    from: { ...from, ...kept.from },
    recipient: { ...recipient, ...kept.recipient },
    ...(replyToId === undefined ? {} : { replyToId }),
  };
  // Activity lists fields as present that the protocol leaves out where there is nothing to say.
  return whole as unknown as Activity;
}
