import type { Activity } from 'botbuilder';
import type { Words } from '../../../locales/words.ts';
import type { LoggedActivity } from '../../transcripts/transcript-log.ts';
import { plainSigns } from '../../turn/reply/sms-signs.ts';
import { smsText } from '../../turn/reply/sms-text.ts';
import type { FormReply } from '../../turn/take-turn.ts';
import type { SmsText } from './sms-provider.ts';

const CONFIRMS = 'confirmsOptOut';

/**
 * A reply as text messages, one activity each. The first to a new number comes after a message that says who
 * this is (after the card, where there is danger); who stops at once gets the confirmation and nothing else.
 */
export function smsActivities(words: Words): FormReply {
  return (view, { first, effect }) => {
    const texts = [...smsText(view)];
    if (texts.length === 0) return [];
    if (first && effect !== 'opt-out') {
      const disclosure = plainSigns(words.in(view.language)('chat:hello.sms'));
      const danger = view.outcome === 'emergency' || view.outcome === 'crisis';
      if (danger) texts.push(disclosure);
      else texts.unshift(disclosure);
    }
    return texts.map(
      (text): Partial<Activity> => ({
        type: 'message',
        text,
        textFormat: 'plain',
        locale: view.language,
        from: { id: 'bot', name: '', role: 'bot' },
        ...(effect === 'opt-out' ? { channelData: { [CONFIRMS]: true } } : {}),
      }),
    );
  };
}

/** The text messages in activities of the log. */
export function smsTexts(conversationId: string, replies: readonly LoggedActivity[]): readonly SmsText[] {
  return replies.map(({ number, activity }) => ({
    text: activity.text ?? '',
    reference: { conversationId, number },
    confirmsOptOut: activity.channelData?.[CONFIRMS] === true,
  }));
}
