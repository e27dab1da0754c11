const UNBROKEN = /[\p{Script=Han}\p{Script=Khmer}\p{Script=Thai}\p{Script=Lao}]/u;
const segmenter = new Intl.Segmenter('km', { granularity: 'word' });

/** Number of words in a text; scripts that write no spaces are divided by ICU's word rules. */
export function countWords(text: string): number {
  const trimmed = text.trim();
  if (trimmed === '') return 0;
  if (!UNBROKEN.test(trimmed)) return trimmed.split(/\s+/).length;
  return [...segmenter.segment(trimmed)].filter(({ isWordLike }) => isWordLike).length;
}
