import { loadMeans } from '../../bot/load-means.ts';
import { replyFacts } from '../../bot/turn/reply/activity-text.ts';
import { beginTalk } from '../../bot/turn/talk-in-memory.ts';
import type { Decision } from '../../dialogs/decision.ts';
import type { Means } from '../../dialogs/means.ts';

/** The real means, loaded once for all tests of a file. */
export const means: Means = loadMeans(error => {
  throw error;
});

/** What a reply came to, short enough to compare. */
export interface Said {
  readonly decision: Decision;
  readonly outcome: string;
  readonly topic: string | null;
  readonly text: string;
  readonly phones: readonly string[];
  readonly links: readonly string[];
  readonly choices: readonly string[];
}

/** Begins a conversation with the real recipe, knowledge and words. */
export function talkWith(
  options: {
    readonly channel?: 'web' | 'sms';
    readonly means?: Means;
    readonly now?: Date;
    readonly locale?: string;
  } = {},
) {
  const channel = options.channel ?? 'web';
  const talk = beginTalk(options.means ?? means, {
    channel,
    locale: options.locale ?? null,
    now: options.now ?? new Date('2026-11-24T18:00:00Z'),
  });
  return async (text: string): Promise<Said> => {
    const { decision, view } = await talk.say(text);
    return {
      decision,
      outcome: decision.outcome,
      topic: decision.topic,
      ...replyFacts(view, channel),
      choices: view.choices.map(({ label }) => label),
    };
  };
}
