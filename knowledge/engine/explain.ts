import { describeFeature, FIELDS, Field } from './features.ts';
import { type LinearModel, labelOf, weightOf } from './linear-model.ts';
import type { Reason } from './types.ts';
import { type SparseVector, valueAt } from './vectorise.ts';

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
    weight: weightIn(model, question.ids[place] ?? 0, label) * valueAt(question, place),
  }));
  if (priors.plan !== 0) reasons.push({ field: 'plan', feature: '', weight: priors.plan });
  if (priors.context !== 0) reasons.push({ field: 'context', feature: '', weight: priors.context });
  return reasons
    .filter(({ weight }) => weight !== 0)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, MOST_REASONS);
}

function weightIn({ starts, weights, scale }: LinearModel, feature: number, label: number): number {
  const entry = weights.subarray(starts[feature], starts[feature + 1]).find(one => labelOf(one) === label);
  return entry === undefined ? 0 : weightOf(entry) * scale;
}
