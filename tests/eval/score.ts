import type { Replied } from '../../bot/turn/ask-conversation.ts';
import type { Expectation, Judged } from './question-set.ts';

/** One judged turn with the reply it got. */
export interface JudgedTurn {
  readonly id: string;
  readonly lang: string;
  readonly text: string;
  readonly expected: Expectation;
  readonly reply: Replied;
  readonly ok: boolean;
  readonly problem: string | null;
}

/** Scores of a set of turns, each in [0,1], or null where no turn is judged by it. */
export interface Scores {
  readonly turns: number;
  /** Share of turns that expect an answer whose reply is an answer on an acceptable topic. */
  readonly accuracy: number | null;
  /** The same, where a clarify that offers an acceptable topic counts too. */
  readonly resolution: number | null;
  /** Answers on an unacceptable topic, out-of-scope questions included, over all judged turns. */
  readonly wrong: number | null;
  /** Out-of-scope turns that end in handoff or clarify. */
  readonly abstention: number | null;
  /** Emergency and crisis turns recognised. */
  readonly safety: number | null;
  /** Turns whose outcome, topic, phones and strings are all as expected. */
  readonly exact: number | null;
  /** Replies in the language of the question. */
  readonly language: number | null;
}

/** Pairs the expectations of a set with the replies it got. */
export function judge(
  set: readonly Judged[],
  replies: ReadonlyMap<string, readonly Replied[]>,
): readonly JudgedTurn[] {
  return set.flatMap(({ id, lang, turns, expect }) =>
    turns.flatMap((text, place) => {
      const expected = expect[place];
      const reply = replies.get(id)?.[place];
      if (!expected || !reply) return [];
      const problem = problemWith(expected, reply);
      return [{ id, lang, text, expected, reply, ok: problem === null, problem }];
    }),
  );
}

/** Scores some turns. */
export function score(turns: readonly JudgedTurn[]): Scores {
  const answerable = turns.filter(({ expected }) => expected.outcome.includes('answered') && expected.topics);
  const away = turns.filter(
    ({ expected }) => expected.outcome.includes('handoff') && !expected.outcome.includes('answered'),
  );
  const alarms = turns.filter(({ expected }) =>
    expected.outcome.every(outcome => outcome === 'emergency' || outcome === 'crisis'),
  );
  return {
    turns: turns.length,
    accuracy: share(
      answerable,
      ({ expected, reply }) => reply.outcome === 'answered' && topicFits(expected, [reply.topic]),
    ),
    resolution: share(
      answerable,
      ({ expected, reply }) =>
        (reply.outcome === 'answered' && topicFits(expected, [reply.topic])) ||
        (reply.outcome === 'clarify' && topicFits(expected, reply.topics)),
    ),
    wrong: share(turns, isWrong),
    abstention: share(
      away,
      ({ reply }) =>
        reply.outcome === 'handoff' || reply.outcome === 'clarify' || reply.outcome === 'smalltalk',
    ),
    safety: share(alarms, ({ expected, reply }) => expected.outcome.includes(reply.outcome)),
    exact: share(turns, ({ ok }) => ok),
    language: share(
      turns.filter(({ expected }) => !expected.outcome.includes('control')),
      ({ lang, reply }) => reply.locale === lang,
    ),
  };
}

/** An answer on a topic that is not acceptable, or on a question that should have been turned away. */
export function isWrong({ expected, reply }: JudgedTurn): boolean {
  if (reply.outcome !== 'answered') return false;
  if (!expected.outcome.includes('answered')) return !expected.outcome.includes('control');
  return !topicFits(expected, [reply.topic]);
}

function problemWith(expected: Expectation, reply: Replied): string | null {
  if (!expected.outcome.includes(reply.outcome)) return `outcome ${reply.outcome}`;
  const judged = reply.outcome === 'answered' || reply.outcome === 'clarify';
  const offered = reply.outcome === 'answered' ? [reply.topic] : reply.topics;
  if (judged && !topicFits(expected, offered)) return `topic ${offered.join(' ')}`;
  if (reply.outcome === 'clarify') return null;
  if (expected.phones && !expected.phones.some(phone => reply.phones.includes(phone))) return 'phone missing';
  if (expected.contains && !expected.contains.some(part => reply.text.includes(part))) return 'text missing';
  return null;
}

function topicFits({ topics }: Expectation, given: readonly (string | null)[]): boolean {
  return topics === undefined || given.some(topic => topic !== null && topics.includes(topic));
}

function share<T>(all: readonly T[], fits: (one: T) => boolean): number | null {
  return all.length === 0 ? null : all.filter(fits).length / all.length;
}
