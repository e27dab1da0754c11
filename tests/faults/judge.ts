import type { LogDatabase } from '../../bot/transcripts/schema.ts';
import type { Member } from './member.ts';

/** How messages fared. */
export interface Verdict {
  readonly accepted: number;
  readonly answeredOnce: number;
  /** Accepted, but neither in the log with a reply nor read by the member. */
  readonly lost: number;
  /** In the log more than once, answered more than once, or brought twice by one stream. */
  readonly doubled: number;
  /** Replies that a member got or the log holds in somebody else's talk. */
  readonly crossed: number;
  /** Sent, and never accepted within the time. */
  readonly refused: number;
}

/** What the test says: the reply holds the reference code of the talk, so that it tells whose it is. */
export const ASKS_FOR_CODE = 'I want to talk to a person';

/** Compares what members were told with what the log holds. */
export async function judge(
  db: LogDatabase,
  members: readonly Member[],
  sent: ReadonlyMap<Member, readonly string[]>,
): Promise<Verdict> {
  const verdict = { accepted: 0, answeredOnce: 0, lost: 0, doubled: 0, crossed: 0, refused: 0 };
  const codes = new Map<string, string>();
  for (const row of await db.selectFrom('conversations').select(['id', 'reference']).execute())
    codes.set(row.id, row.reference);
  const allCodes = [...codes.values()];
  for (const member of members) {
    const { conversationId, accepted, received } = member;
    const own = codes.get(conversationId);
    const foreign = (text: string) => allCodes.some(code => code !== own && text.includes(code));
    const rows = await db
      .selectFrom('activities')
      .selectAll()
      .where('conversation_id', '=', conversationId)
      .execute();
    const turns = await db
      .selectFrom('turns')
      .select('number')
      .where('conversation_id', '=', conversationId)
      .execute();
    verdict.crossed += rows.filter(({ activity }) => foreign(activity)).length;
    verdict.crossed += received.filter(
      ({ conversation, text = '' }) => conversation.id !== conversationId || foreign(text),
    ).length;
    const onOneSocket = received.map(({ id, socket }) => `${socket} ${id}`);
    verdict.doubled += onOneSocket.length - new Set(onOneSocket).size;
    for (const id of sent.get(member) ?? []) {
      const given = accepted.get(id);
      const messages = rows.filter(row => row.channel_message_id === id);
      const [message] = messages;
      if (messages.length > 1 || (given?.size ?? 0) > 1) verdict.doubled++;
      if (!given) {
        verdict.refused++;
        continue;
      }
      verdict.accepted++;
      const replies = rows.filter(row => message && row.reply_to === message.number);
      const decided = turns.filter(turn => turn.number === message?.number);
      const wire = `${conversationId}|${String(message?.number).padStart(7, '0')}`;
      const read = new Set(received.filter(({ replyToId }) => replyToId === wire).map(one => one.id));
      if (!message || replies.length === 0 || read.size < replies.length) verdict.lost++;
      else if (decided.length === 1 && replies.length === 1 && messages.length === 1) verdict.answeredOnce++;
      else verdict.doubled++;
    }
  }
  return verdict;
}
