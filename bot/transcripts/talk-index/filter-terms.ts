/** What talks can be listed by, beside their words. */
export const FILTERS = [
  'channel',
  'language',
  'plan',
  'topic',
  'outcome',
  'confidence',
  'feedback',
  'flag',
  'review',
  'verdict',
  'tag',
  'gap',
  'urgent',
] as const;
export type Filter = (typeof FILTERS)[number];

/** The term of a filter value. No word has an equals sign, so that the two never meet. */
export function filterTerm(filter: Filter, value: string): string {
  return `=${filter}:${value}`;
}

/** Bands of confidence that staff filter by, each from its bound up to the next. */
export const CONFIDENCE_BANDS = [
  { id: 'low', from: 0 },
  { id: 'unsure', from: 0.5 },
  { id: 'fair', from: 0.7 },
  { id: 'sure', from: 0.9 },
] as const;

/** The band of a probability. */
export function confidenceBand(confidence: number): string {
  return CONFIDENCE_BANDS.findLast(({ from }) => confidence >= from)?.id ?? 'low';
}
