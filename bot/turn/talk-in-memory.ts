import { decide, type RECIPE } from '../../dialogs/decide.ts';
import type { Decision } from '../../dialogs/decision.ts';
import type { Means } from '../../dialogs/means.ts';
import { newTalk, type TalkState } from '../../dialogs/talk-state.ts';
import { directoryPhones } from './directory-phones.ts';
import { createMasker, type Masker } from './masking/masker.ts';
import { renderReply } from './reply/render-reply.ts';
import type { ReplyView } from './reply/reply-view.ts';

/** A conversation held in memory: what `ask` and the evaluations talk to. Stores and sends nothing. */
export interface Talk {
  say(text: string): Promise<{ readonly decision: Decision; readonly view: ReplyView }>;
}

/** Begins a conversation in memory. */
export function beginTalk(
  means: Means,
  options: {
    readonly channel: 'web' | 'sms';
    readonly plan?: string | null;
    readonly locale?: string | null;
    readonly now?: Date;
    readonly recipe?: typeof RECIPE;
    readonly masker?: Masker;
  },
): Talk {
  const masker = options.masker ?? createMasker({ phones: directoryPhones(means.directory) });
  const now = options.now ?? new Date();
  let state: TalkState = { ...newTalk('7KQ4MTC', now.toISOString()), plan: options.plan ?? null };
  return {
    say: async text => {
      const masked = masker.mask(text);
      const message = {
        text: masked.text,
        masked: masked.found,
        channel: options.channel,
        locale: options.locale ?? null,
        attachments: false,
        now,
      };
      const decision = await decide(state, message, means, options.recipe);
      state = decision.state;
      const topics = means.knowledge?.topics ?? new Map();
      const context = {
        words: means.words,
        directory: means.directory,
        topics,
        channel: options.channel,
        now,
      };
      return { decision, view: renderReply(decision, context) };
    },
  };
}
