import type { Activity } from 'botbuilder';
import type { Block, Decision } from '../../dialogs/decision.ts';
import { languageOfLocale } from '../../dialogs/language/language-of-locale.ts';
import type { Means } from '../../dialogs/means.ts';
import { newTalk } from '../../dialogs/talk-state.ts';
import type { Clock } from './clock.ts';
import { renderReply } from './reply/render-reply.ts';
import { webActivities } from './reply/web-activity.ts';

/** What the bot says unasked. */
export interface Greeter {
  /** The first message: an automated helper, not a person, no private details, the privacy policy. */
  greeting(locale: string | null): readonly Partial<Activity>[];
}

/** Makes the greeter. */
export function greeter(means: () => Means, clock: Clock): Greeter {
  const say = (locale: string | null, blocks: readonly Block[]) => {
    const { words, directory, knowledge } = means();
    const language = languageOfLocale(locale, words.languages) ?? 'en';
    const decision: Decision = {
      outcome: 'smalltalk',
      language,
      blocks,
      choices: [],
      prompt: null,
      state: newTalk('', clock().toISOString()),
      topic: null,
      topics: [],
      confidence: null,
      candidates: [],
      flags: [],
      effect: null,
    };
    return webActivities(
      renderReply(decision, {
        words,
        directory,
        topics: knowledge?.topics ?? new Map(),
        channel: 'web',
        now: clock(),
      }),
    );
  };
  return {
    greeting: locale =>
      say(locale, [
        { kind: 'say', key: 'chat:hello.web' },
        { kind: 'policy' },
        { kind: 'say', key: 'chat:hello.ask' },
      ]),
  };
}
