import type { Activity } from 'botbuilder';
import { decide } from '../../dialogs/decide.ts';
import type { Means } from '../../dialogs/means.ts';
import { checkAlarm } from '../../dialogs/steps/check-alarm.ts';
import { chooseLanguage } from '../../dialogs/steps/choose-language.ts';
import { lookUp } from '../../dialogs/steps/look-up.ts';
import { newTalk } from '../../dialogs/talk-state.ts';
import type { Clock } from './clock.ts';
import { capText } from './masking/cap-text.ts';
import { renderReply } from './reply/render-reply.ts';
import { webActivities } from './reply/web-activity.ts';

/** What a member hears whose message could not be answered. */
export interface UnstoredReply {
  readonly activities: readonly Partial<Activity>[];
  /** The words mean danger, and the reply is the 911 or 988 card. */
  readonly danger: boolean;
}

/** Makes the reply to a message whose turn failed, from the member's words and the locale of the page. */
export type ReplyUnstored = (text: string, locale: string | null) => Promise<UnstoredReply>;

/** Language, danger, and for all else the phone lines: without log, state of the talk or index. */
const STEPS = [chooseLanguage, checkAlarm, lookUp];

/**
 * The last resort: 911 and 988 where the words mean danger, else the phone lines, from fixed words. Nothing of it is
 * kept, so it carries no code that a member could give on the phone.
 */
export function unstoredReplies(means: () => Means, clock: Clock): ReplyUnstored {
  return async (text, locale) => {
    const now = clock();
    const given = { ...means(), knowledge: null };
    const decision = await decide(
      newTalk('', now.toISOString()),
      {
        text: capText(text),
        masked: [],
        channel: 'web',
        locale,
        attachments: false,
        answeredKeyword: null,
        now,
      },
      given,
      STEPS,
    );
    const view = renderReply(
      { ...decision, blocks: decision.blocks.filter(({ kind }) => kind !== 'reference') },
      { words: given.words, directory: given.directory, topics: new Map(), channel: 'web', now },
    );
    return {
      activities: webActivities(view),
      danger: decision.outcome === 'emergency' || decision.outcome === 'crisis',
    };
  };
}
