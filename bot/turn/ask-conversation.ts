import type { RECIPE } from '../../dialogs/decide.ts';
import type { Means } from '../../dialogs/means.ts';
import { directoryPhones } from './directory-phones.ts';
import { createMasker } from './masking/masker.ts';
import { replyFacts } from './reply/activity-text.ts';
import { beginTalk } from './talk-in-memory.ts';

/** A conversation of a question set. */
export interface AskedConversation {
  readonly id: string;
  readonly channel: 'web' | 'sms';
  readonly turns: readonly string[];
}

/** One reply of a conversation, in the form that question sets are scored by. */
export interface Replied {
  readonly outcome: string;
  readonly topic: string | null;
  readonly topics: readonly string[];
  readonly confidence: number | null;
  readonly locale: string;
  readonly text: string;
  readonly links: readonly string[];
  readonly phones: readonly string[];
}

/** Holds one conversation from the start. */
export async function askConversation(
  means: Means,
  { id, channel, turns }: AskedConversation,
  recipe?: typeof RECIPE,
  masker = createMasker({ phones: directoryPhones(means.directory) }),
): Promise<{ readonly id: string; readonly replies: readonly Replied[] }> {
  const talk = beginTalk(means, { channel, masker, ...(recipe ? { recipe } : {}) });
  const replies: Replied[] = [];
  for (const text of turns) {
    const { decision, view } = await talk.say(text);
    replies.push({
      outcome: decision.outcome,
      topic: decision.outcome === 'answered' ? decision.topic : null,
      topics: decision.topics,
      confidence: decision.confidence,
      locale: decision.language.split('-')[0] ?? decision.language,
      ...replyFacts(view, channel),
    });
  }
  return { id, replies };
}
