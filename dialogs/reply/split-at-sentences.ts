/** Ends of sentences in all eleven languages; those of Chinese and Khmer need no space after them. */
const ENDS = /(?<=[.!?؟։…]["'”’)»]*)\s+|(?<=[。！？។]["'”’)」]*)\s*|\n+/u;
/** "L.A.", "Dr.", "p.m.": a full stop that ends no sentence. */
const ABBREVIATED = /(?:^|[\s(])(?:(?:\p{L}\.)+|(?:Dr|Mr|Mrs|Ms|St|No|Inc|vs|Sr|Sra|Ud|Uds)\.)$/iu;
const WORDS = new Intl.Segmenter('km', { granularity: 'word' });

/**
 * Divides a text into pieces of at most `longest` UTF-16 code units, at sentence ends; only a sentence that is
 * longer than that alone is divided between words. Joined by spaces, the pieces are the whole text again.
 */
export function splitAtSentences(text: string, longest: number): readonly string[] {
  const pieces: string[] = [];
  for (const sentence of sentencesOf(text)) {
    for (const part of sentence.length > longest ? splitAtWords(sentence, longest) : [sentence]) {
      const last = pieces.at(-1);
      const joined = last === undefined ? part : `${last} ${part}`;
      if (last !== undefined && joined.length <= longest) pieces[pieces.length - 1] = joined;
      else pieces.push(part);
    }
  }
  return pieces;
}

function sentencesOf(text: string): readonly string[] {
  const sentences: string[] = [];
  for (const piece of text.trim().split(ENDS).filter(Boolean)) {
    const before = sentences.at(-1);
    if (before !== undefined && ABBREVIATED.test(before))
      sentences[sentences.length - 1] = `${before} ${piece}`;
    else sentences.push(piece.trim());
  }
  return sentences.filter(Boolean);
}

function splitAtWords(sentence: string, longest: number): readonly string[] {
  const parts: string[] = [];
  let part = '';
  const words = [...WORDS.segment(sentence)].map(({ segment }) => segment);
  for (const word of words) {
    if (part !== '' && (part + word).trimEnd().length > longest) {
      parts.push(part.trim());
      part = '';
    }
    part += word;
  }
  return [...parts, part.trim()].filter(Boolean);
}
