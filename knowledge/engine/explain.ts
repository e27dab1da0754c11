import { describeFeature, FIELDS, Field } from './features.ts';
import type { LinearModel } from './linear-model.ts';
import type { Reason } from './types.ts';
import type { SparseVector } from './vectorise.ts';

/** Reasons given for one candidate. */
const MOST_REASONS = 8;

/** The features that weigh most in one candidate's score, for and against. */
export function explain(
  question: SparseVector,
  model: LinearModel,
  label: number,
  priors: Readonly<{ plan: number; context: number }>,
): readonly Reason[] {
  const reasons: Reason[] = question.origins().map(({ place, field, from, to }) => ({
    field: to > from && field === Field.Word ? 'phrase' : (FIELDS[field] ?? ''),
    feature: describeFeature(question.tokens, field, from, to),
    weight: weightOf(model, question.ids[place] ?? 0, label) * (question.values[place] ?? 0),
  }));
  if (priors.plan !== 0) reasons.push({ field: 'plan', feature: '', weight: priors.plan });
  if (priors.context !== 0) reasons.push({ field: 'context', feature: '', weight: priors.context });
  return reasons
    .filter(({ weight }) => weight !== 0)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, MOST_REASONS);
}

function weightOf(model: LinearModel, feature: number, label: number): number {
  const stop = model.starts[feature + 1] ?? 0;
  for (let at = model.starts[feature] ?? 0; at < stop; at += 1) {
    if (model.labels[at] === label) return (model.weights[at] ?? 0) * model.scale;
  }
  return 0;
}
