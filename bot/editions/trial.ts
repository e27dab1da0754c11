import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Means } from '../../dialogs/means.ts';
import { askConversation, type Replied } from '../turn/ask-conversation.ts';
import { directoryPhones } from '../turn/directory-phones.ts';
import { createMasker } from '../turn/masking/masker.ts';

const trialSchema = z.object({
  id: z.string(),
  lang: z.string(),
  channel: z.enum(['web', 'sms']).default('web'),
  turns: z.array(z.string()).min(1),
  expect: z
    .array(z.object({ outcome: z.array(z.string()), topics: z.array(z.string()).optional() }).nullable())
    .default([]),
});

/** A conversation that every change of the knowledge is tried on. */
export type Trial = Readonly<z.infer<typeof trialSchema>>;

/** A reply as far as a change can alter it. */
export interface TrialReply {
  readonly outcome: string;
  readonly topics: readonly string[];
}

/** A reply that is another one after the change. */
export interface ChangedReply {
  readonly lang: string;
  readonly text: string;
  readonly before: TrialReply;
  readonly after: TrialReply;
  /** Whether the reply is the expected one, before and after; null where nothing is expected. */
  readonly right: { readonly before: boolean; readonly after: boolean } | null;
}

/** What a change does to the trial conversations of one language. */
export interface LanguageEffect {
  readonly lang: string;
  readonly turns: number;
  readonly changed: number;
  /** Turns that became right, and turns that became wrong. */
  readonly better: number;
  readonly worse: number;
}

/** Reads trial conversations, one JSON object a line; none where there is no such file. */
export function readTrials(file: string): readonly Trial[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => trialSchema.parse(JSON.parse(line)));
}

/** Holds every trial conversation with the knowledge before and after a change, and says what differs. */
export async function compareKnowledge(
  before: Means,
  after: Means,
  trials: readonly Trial[],
): Promise<{ readonly effects: readonly LanguageEffect[]; readonly changed: readonly ChangedReply[] }> {
  const masker = createMasker({ phones: directoryPhones(before.directory) });
  const effects = new Map<string, { turns: number; changed: number; better: number; worse: number }>();
  const changed: ChangedReply[] = [];
  for (const trial of trials) {
    const [old, fresh] = [
      await askConversation(before, trial, undefined, masker),
      await askConversation(after, trial, undefined, masker),
    ];
    const effect = effects.get(trial.lang) ?? { turns: 0, changed: 0, better: 0, worse: 0 };
    effects.set(trial.lang, effect);
    for (const [place, text] of trial.turns.entries()) {
      const [was, is] = [old.replies[place], fresh.replies[place]];
      if (!was || !is) continue;
      effect.turns++;
      if (was.outcome === is.outcome && was.text === is.text) continue;
      const expected = trial.expect[place];
      const right = expected ? { before: fits(expected, was), after: fits(expected, is) } : null;
      effect.changed++;
      if (right?.after && !right.before) effect.better++;
      if (right?.before && !right.after) effect.worse++;
      changed.push({ lang: trial.lang, text, before: short(was), after: short(is), right });
    }
  }
  return {
    effects: [...effects]
      .map(([lang, effect]) => ({ lang, ...effect }))
      .sort((a, b) => (a.lang < b.lang ? -1 : 1)),
    changed,
  };
}

function fits(expected: NonNullable<Trial['expect'][number]>, reply: Replied): boolean {
  if (!expected.outcome.includes(reply.outcome)) return false;
  if (expected.topics === undefined || (reply.outcome !== 'answered' && reply.outcome !== 'clarify'))
    return true;
  return offered(reply).some(topic => expected.topics?.includes(topic));
}

function short(reply: Replied): TrialReply {
  return { outcome: reply.outcome, topics: offered(reply).slice(0, 3) };
}

function offered({ outcome, topic, topics }: Replied): readonly string[] {
  return outcome === 'answered' && topic !== null ? [topic] : topics;
}
