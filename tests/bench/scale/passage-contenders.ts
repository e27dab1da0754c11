import { flexsearchPassages } from './flexsearch-passages.ts';
import { minisearchPassages } from './minisearch-passages.ts';
import { ourPassages } from './our-passages.ts';
import type { PassageContender } from './passage-contender.ts';

export const OURS = 'ours';

/** Ours first. */
export const PASSAGE_CONTENDERS: Readonly<Record<string, () => PassageContender>> = {
  [OURS]: ourPassages,
  flexsearch: flexsearchPassages,
  minisearch: minisearchPassages,
};
