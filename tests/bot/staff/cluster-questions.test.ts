import { describe, expect, test } from 'vitest';
import { clusterQuestions } from '../../../bot/staff/gaps/cluster-questions.ts';
import type { GapQuestion } from '../../../bot/transcripts/review/gap-questions.ts';

const LIMITS = { joins: 0.3, merges: 0.35 };
const asked = (texts: readonly string[], language = 'en'): readonly GapQuestion[] =>
  texts.map((text, place) => ({
    conversationId: `talk-${place}`,
    number: 1,
    text,
    language,
    at: new Date(place * 1_000),
    kinds: ['unanswered'],
    topic: null,
  }));
const rides = (count: number) =>
  Array.from(
    { length: count },
    (_, n) => `i need a ride to my doctor on monday because car number ${n} broke down`,
  );

describe('clusters of questions', () => {
  test('hold what asks much the same, called by the one most like the others', async () => {
    const clusters = await clusterQuestions(
      asked([
        'can i get a ride to the clinic',
        'ride to the clinic',
        'do you pay for glasses',
        'a ride to the clinic please',
        'glasses, do you pay',
      ]),
      LIMITS,
    );
    expect(clusters.map(({ questions }) => questions.map(({ text }) => text))).toEqual([
      ['can i get a ride to the clinic', 'ride to the clinic', 'a ride to the clinic please'],
      ['do you pay for glasses', 'glasses, do you pay'],
    ]);
    expect(clusters[0]?.typical.text).toContain('ride to the clinic');
  });

  test('grow no faster than the questions do, and let others have their turn', async () => {
    const time = async (count: number) => {
      const started = performance.now();
      const clusters = await clusterQuestions(asked(rides(count)), LIMITS);
      expect(clusters.flatMap(({ questions }) => questions)).toHaveLength(count);
      return performance.now() - started;
    };
    await time(300);
    // Eight times as many: 8 where each is looked at once, 64 where each is compared with all before it.
    expect((await time(2_400)) / (await time(300))).toBeLessThan(24);
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    await clusterQuestions(asked(rides(1_500)), LIMITS);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });
});
