import { confidenceOf } from './confidence.ts';
import { explain } from './explain.ts';
import type { IndexHeader } from './index-format.ts';
import { type LinearModel, marginsOf } from './linear-model.ts';
import { best, signsOf } from './rank.ts';
import type { Label } from './samples.ts';
import type { Candidate, Engine, Query } from './types.ts';
import type { SparseVector } from './vectorise.ts';

const DEFAULT_LIMIT = 10;
/** How sharply what the first candidate leaves is shared among the others: margins of squared-hinge models are about ±1. */
const SHARPNESS = 5;

export function retriever(
  header: IndexHeader,
  model: LinearModel,
  vectorise: (text: string) => SparseVector,
): Engine['retrieve'] {
  const { labels, priors, calibration } = header;
  const readText = rememberLast((text: string) => {
    const question = vectorise(text);
    return { question, margins: marginsOf(model, question) };
  });
  return (query, { limit = DEFAULT_LIMIT, explain: wanted = false } = {}) => {
    const { question, margins } = readText(query.text);
    const plan = (label: Label | undefined) => planPrior(label, query, priors);
    const context = (label: Label | undefined) => (label?.id === query.lastTopic ? priors.lastTopic : 0);
    const scores = margins.total.slice();
    if (query.plan !== undefined || query.lastTopic !== undefined) {
      for (let at = 0; at < scores.length; at += 1) {
        scores[at] = (scores[at] ?? 0) + plan(labels[at]) + context(labels[at]);
      }
    }
    const ranked = best(scores, Math.max(limit, 2));
    const confidence =
      question.ids.length === 0 ? 0 : confidenceOf(calibration, signsOf(question, scores, ranked, labels));
    const rest = shareOut(confidence, scores, ranked[0] ?? 0);
    const candidates = ranked.slice(0, limit).map((label, place): Candidate => {
      const parts = {
        words: margins.words[label] ?? 0,
        letters: margins.letters[label] ?? 0,
        base: margins.base[label] ?? 0,
        plan: plan(labels[label]),
        context: context(labels[label]),
      };
      return {
        id: labels[label]?.id ?? '',
        kind: labels[label]?.kind ?? 'topic',
        probability: place === 0 ? confidence : rest(label),
        score: scores[label] ?? 0,
        parts,
        ...(wanted ? { reasons: explain(question, model, label, parts) } : {}),
      };
    });
    return { candidates, confidence, known: question.known };
  };
}

/** One turn asks of the same text with and without what was spoken of before: it is read once. */
function rememberLast<T>(read: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly value: T } | null = null;
  return text => {
    if (last?.text !== text) last = { text, value: read(text) };
    return last.value;
  };
}

/** The member's plan speaks for topics of that plan alone and against those of other plans; general topics stay. */
function planPrior(label: Label | undefined, { plan }: Query, priors: IndexHeader['priors']): number {
  if (plan === undefined || label === undefined || label.plans.length === 0) return 0;
  return label.plans.includes(plan) ? priors.ownPlan : priors.otherPlan;
}

/** The first gets the confidence; the rest share what is left by their scores, and a part of it stays with "none of these". */
function shareOut(confidence: number, scores: Float32Array, first: number): (label: number) => number {
  const part = (label: number) => Math.exp(SHARPNESS * (scores[label] ?? -1));
  let rest = Math.exp(-SHARPNESS / 2);
  for (let label = 0; label < scores.length; label += 1) if (label !== first) rest += part(label);
  return label => Math.min(confidence, ((1 - confidence) * part(label)) / rest);
}
