import type { Triage } from '../../../dialogs/safety/alarm.ts';
import type { Sentence } from './sentences.ts';

/** Shares in [0, 1] unless said otherwise. */
export interface Score {
  /** How many real cries. */
  readonly real: number;
  /** Of the real: those with the right card, certain or above an answer. */
  readonly recall: number;
  /** Of the real: those with the right card and nothing else. */
  readonly certain: number;
  /** Of the real that were recognised: those of the right kind. */
  readonly kindRight: number;
  /** How many look-alikes. */
  readonly lookAlikes: number;
  /** Of the look-alikes: those that got only a card, no answer. */
  readonly onlyEmergency: number;
  /** Of the look-alikes: those that got a card, alone or above the answer. */
  readonly withCard: number;
}

/** Judges every sentence. A set without real cries, or without look-alikes, scores as well as can be. */
export function scoreSentences(triage: Triage, sentences: readonly Sentence[]): Score {
  const judged = sentences.map(({ text, want }) => ({ want, alarm: triage.check(text) }));
  const real = judged.filter(({ want }) => want !== 'none');
  const lookAlikes = judged.filter(({ want }) => want === 'none');
  const recognised = real.filter(({ alarm }) => alarm.kind !== 'none');
  const right = recognised.filter(({ want, alarm }) => want === 'either' || alarm.kind === want);
  return {
    real: real.length,
    recall: share(right.length, real.length, 1),
    certain: share(
      right.filter(({ alarm }) => alarm.kind !== 'none' && alarm.certain).length,
      real.length,
      1,
    ),
    kindRight: share(right.length, recognised.length, 1),
    lookAlikes: lookAlikes.length,
    onlyEmergency: share(
      lookAlikes.filter(({ alarm }) => alarm.kind !== 'none' && alarm.certain).length,
      lookAlikes.length,
      0,
    ),
    withCard: share(lookAlikes.filter(({ alarm }) => alarm.kind !== 'none').length, lookAlikes.length, 0),
  };
}

function share(part: number, whole: number, ofNone: number): number {
  return whole === 0 ? ofNone : part / whole;
}
