import { seededRandom } from '../../../knowledge/engine/random.ts';
import type { TrainingDocument } from '../../../knowledge/engine/types.ts';

const SYLLABLES = [
  'ba',
  'ke',
  'lo',
  'mi',
  'nu',
  'ra',
  'so',
  'ti',
  've',
  'zu',
  'pel',
  'gor',
  'dan',
  'fis',
  'hul',
];

/**
 * A set of topics in a made-up language, the same for the same seed. Each topic has words of its own, and shares
 * some with the next one, so that some questions are hard.
 */
export function madeUpDocuments({ topics = 12, questions = 24, seed = 3 } = {}): readonly TrainingDocument[] {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[], otherwise: T): T =>
    list[Math.floor(random() * list.length)] ?? otherwise;
  const word = () => `${pick(SYLLABLES, '')}${pick(SYLLABLES, '')}${pick(SYLLABLES, '')}`;
  const filler = Array.from({ length: 40 }, word);
  const own = Array.from({ length: topics + 1 }, () => Array.from({ length: 6 }, word));
  return Array.from({ length: topics }, (_, topic): TrainingDocument => {
    const words = own[topic] ?? [];
    const next = own[topic + 1] ?? [];
    const question = () =>
      [
        pick(filler, ''),
        pick(words, ''),
        pick(random() < 0.3 ? next : filler, ''),
        pick(words, ''),
        pick(filler, ''),
      ]
        .filter(() => random() < 0.8)
        .join(' ');
    return {
      id: topic === topics - 1 ? 'turn-away' : `topic-${topic}`,
      kind: topic === topics - 1 ? 'class' : 'topic',
      language: 'en',
      title: words.slice(0, 2).join(' '),
      questions: Array.from({ length: questions }, question),
      keywords: words.slice(0, 3),
      body: '',
      ...(topic === 0 ? { plans: ['gold'] } : topic === 1 ? { plans: ['silver'] } : {}),
    };
  });
}
