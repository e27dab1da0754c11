import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Engine } from '../types.ts';

const lineSchema = z.object({
  id: z.string(),
  lang: z.string(),
  turns: z.array(z.string()),
  expect: z.array(
    z.object({ outcome: z.array(z.string()), topics: z.array(z.string()).optional() }).nullable(),
  ),
});

/** One conversation of a question set in the form of `dev.jsonl`. */
export type Conversation = z.infer<typeof lineSchema>;

/** @throws where a line is not of that form */
export function readQuestionSet(path: string): readonly Conversation[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => lineSchema.parse(JSON.parse(line)));
}

/** What the ranking alone gets right in one language; dialogs, safety and thresholds of a whole bot are not in it. */
export interface RankingScore {
  readonly language: string;
  /** Turns judged on topics. */
  readonly questions: number;
  readonly first: number;
  readonly firstThree: number;
  /** Confident enough to be answered, with a wrong topic. */
  readonly wrongAnswers: number;
  /** Turns to turn away, and how many were: a class first, or too little confidence. */
  readonly toTurnAway: number;
  readonly turnedAway: number;
}

/** A turn that went wrong, for reading. */
export interface Miss {
  readonly id: string;
  readonly text: string;
  readonly wanted: readonly string[];
  readonly got: readonly string[];
  readonly confidence: number;
}

type Tally = { -readonly [key in keyof RankingScore]: RankingScore[key] };

export function scoreQuestionSet(
  engine: Engine,
  conversations: readonly Conversation[],
  answerFrom: number,
): { readonly scores: readonly RankingScore[]; readonly misses: readonly Miss[] } {
  const tallies = new Map<string, Tally>();
  const misses: Miss[] = [];
  for (const { id, lang, turns, expect } of conversations) {
    const tally = tallies.get(lang) ?? {
      language: lang,
      questions: 0,
      first: 0,
      firstThree: 0,
      wrongAnswers: 0,
      toTurnAway: 0,
      turnedAway: 0,
    };
    tallies.set(lang, tally);
    let lastTopic: string | undefined;
    turns.forEach((text, turn) => {
      const { candidates, confidence } = engine.retrieve({ text, ...(lastTopic ? { lastTopic } : {}) });
      const [top] = candidates;
      const wanted = expect[turn];
      if (top?.kind === 'topic') lastTopic = top.id;
      if (!wanted || top === undefined) return;
      const answered = top.kind === 'topic' && confidence >= answerFrom;
      const got = candidates
        .filter(({ kind }) => kind === 'topic')
        .slice(0, 3)
        .map(candidate => candidate.id);
      const topics = wanted.topics ?? [];
      if (
        topics.length > 0 &&
        wanted.outcome.some(outcome => outcome === 'answered' || outcome === 'clarify')
      ) {
        const right = topics.includes(top.id);
        tally.questions += 1;
        tally.first += right ? 1 : 0;
        tally.firstThree += got.some(topic => topics.includes(topic)) ? 1 : 0;
        tally.wrongAnswers += answered && !right ? 1 : 0;
        if (!right) misses.push({ id, text, wanted: topics, got: [top.id, ...got], confidence });
      } else if (wanted.outcome.includes('handoff')) {
        tally.toTurnAway += 1;
        tally.turnedAway += answered ? 0 : 1;
        if (answered) misses.push({ id, text, wanted: ['handoff'], got: [top.id], confidence });
      }
    });
  }
  return { scores: [...tallies.values()], misses };
}
