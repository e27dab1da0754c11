import { stemOf } from '../../../knowledge/text/stem.ts';
import { tokenise } from '../../../knowledge/text/tokenise.ts';

/** Our words, folded and cut by `Intl.Segmenter` where a script has no spaces: what peers get that take a tokenizer. */
export function wordsOf(text: string): string[] {
  return [...tokenise(text).folded];
}

/** The same words as stems. */
export function stemsOf(text: string): string[] {
  return tokenise(text).folded.map(stemOf);
}
