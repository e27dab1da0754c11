import type { Activity } from 'botbuilder';
import { plainText } from './plain-text.ts';
import type { ReplyView } from './reply-view.ts';

/**
 * A reply as a Bot Framework activity: the whole text for any client, choices as suggested actions that send
 * their label, and the parts as `channelData.reply` for clients that draw cards of their own. The text is
 * plain: nothing in it is read as Markdown or HTML.
 */
export function webActivities(view: ReplyView): readonly Partial<Activity>[] {
  const text = plainText({ ...view, choices: [] });
  if (text === '' && view.choices.length === 0) return [];
  return [
    {
      type: 'message',
      text,
      textFormat: 'plain',
      locale: view.language,
      inputHint: 'acceptingInput',
      from: { id: 'bot', name: '', role: 'bot' },
      channelData: { reply: view },
      ...(view.choices.length > 0
        ? {
            suggestedActions: {
              to: [],
              actions: view.choices.map(({ label }) => ({ type: 'imBack', title: label, value: label })),
            },
          }
        : {}),
    },
  ];
}
