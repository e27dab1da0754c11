import { localQueue } from '../../../../bot/state/conversation-queue.ts';
import type { FanOut } from '../../../../bot/state/fan-out.ts';
import type { NewConversation, TranscriptLog } from '../../../../bot/transcripts/transcript-log.ts';
import type { Clock } from '../../../../bot/turn/clock.ts';
import { referenceCode } from '../../../../bot/turn/reference-code.ts';
import type { Inbound, TurnTaker } from '../../../../bot/turn/take-turn.ts';
import { newTalk } from '../../../../dialogs/talk-state.ts';
import { PLAIN_RESULT } from '../../transcripts/plain-result.ts';

/** A bot that answers `echo: …`, through the same log as the real one, and counts what it ran. */
export interface EchoBot extends TurnTaker {
  readonly ran: readonly Inbound[];
}

export function echoBot(log: TranscriptLog, fanOut: FanOut, clock: Clock): EchoBot {
  const queue = localQueue();
  const ran: Inbound[] = [];
  const conversationOf = (id: string, channel: string): NewConversation => {
    const reference = referenceCode();
    const state = newTalk(reference, clock().toISOString());
    return { id, channel, reference, state, at: clock() };
  };
  return {
    ran,
    begin: (id, channel, words) => log.begin(conversationOf(id, channel), words),
    take: (inbound, _form) =>
      queue.run(inbound.conversationId, async () => {
        const { conversationId, messageId } = inbound;
        const seen = messageId === null ? null : await log.repliesTo(conversationId, messageId);
        if (seen) return { ...seen, repeated: true, deleted: false, decision: null };
        ran.push(inbound);
        const conversation =
          (await log.find(conversationId)) ?? (await log.open(conversationOf(conversationId, 'directline')));
        const text = inbound.attachments ? 'files are not taken' : `echo: ${inbound.text}`;
        const written = await log.commit({
          conversationId,
          channel: conversation.channel,
          flags: conversation.flags,
          expected: conversation.lastNumber,
          channelMessageId: messageId,
          message: { ...inbound.activity, text: inbound.text },
          replies: [{ type: 'message', text, from: { id: 'bot', name: '' } }],
          state: conversation.state,
          result: { ...PLAIN_RESULT, outcome: 'answered' },
          at: clock(),
          effect: null,
        });
        const [message, ...replies] = written;
        if (!message) throw new Error('nothing was written');
        fanOut.publish(conversationId, written);
        return { message, replies, repeated: false, deleted: false, decision: null };
      }),
  };
}
