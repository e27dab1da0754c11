/** Ends of sentences in all eleven languages; those of Chinese and Khmer need no space after them. */
const ENDS = /(?<=[.!?؟։…]["'”’)»]{0,4})\s+|(?<=[。！？។]["'”’)」]{0,4})\s*|\n+/u;
/** "L.A.", "Dr.", "p.m.": a full stop that ends no sentence. */
const ABBREVIATED = /(?:^|[\s(])(?:(?:\p{L}\.)+|(?:Dr|Mr|Mrs|Ms|St|No|Inc|vs|Sr|Sra|Ud|Uds)\.)$/iu;
/** Scripts without spaces between words, where any word may begin a piece. */
const UNBROKEN = /^[\p{Script=Han}\p{Script=Khmer}]/u;
const WORDS = new Intl.Segmenter('km', { granularity: 'word' });

/**
 * Divides a text into pieces of at most `longest` UTF-16 code units, at sentence ends; only a sentence that is
 * longer than that alone is divided between words, and a word that is longer between its letters. `joinSentences` makes the whole text of them again.
 */
export function splitAtSentences(text: string, longest: number): readonly string[] {
  const pieces: string[] = [];
  for (const sentence of sentencesOf(text)) {
    for (const part of sentence.length > longest ? splitAtWords(sentence, longest) : [sentence]) {
      const last = pieces.at(-1);
      const joined = last === undefined ? part : join(last, part);
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
  for (const word of wordsOf(sentence).flatMap(whole => splitWord(whole, longest))) {
    if (part !== '' && (part + word).trimEnd().length > longest) {
      parts.push(part.trim());
      part = '';
    }
    part += word;
  }
  return [...parts, part.trim()].filter(Boolean);
}

/** A word in pieces of at most `longest` code units, none of them ending in half a character. */
function splitWord(word: string, longest: number): readonly string[] {
  if (word.length <= longest) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece.length + letter.length > longest) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}

/** Words with the signs and the space that follow them. */
function wordsOf(sentence: string): readonly string[] {
  const words: string[] = [];
  let open: string[] = [];
  for (const { segment, isWordLike } of WORDS.segment(sentence)) {
    const begins = (isWordLike && /\s$/.test(open.at(-1) ?? '')) || UNBROKEN.test(segment);
    if (begins && open.length > 0) {
      words.push(open.join(''));
      open = [];
    }
    open.push(segment);
  }
  return open.length > 0 ? [...words, open.join('')] : words;
}

/** Puts pieces together again; Chinese sentences stand without a space between them. */
export function joinSentences(pieces: readonly string[]): string {
  return pieces.reduce((text, piece) => (text === '' ? piece : join(text, piece)), '');
}

function join(one: string, other: string): string {
  return /[。！？」』）]$/.test(one) ? one + other : `${one} ${other}`;
}
