const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[\ufe00-\ufe0f]/g;
/** Apostrophes of all kinds ("can't" = "cant"), Armenian stress and question marks inside words, Arabic vowel signs. */
const INSIDE_WORDS = /['’‘`´ʼʹʻ՚՛՜՞\u0640\u064b-\u065f\u0670]/g;
const THREE_OR_MORE = /(\p{L})\1{2,}/gu;

/** Spelt in two ways that look alike: subscript ដ and ត, and េ with ី for ើ. */
const KHMER_TWINS = /\u17d2\u178a|\u17c1\u17b8/g;

const LETTERS: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ئ: 'ي',
  ؤ: 'و',
  ة: 'ه',
  ۀ: 'ه',
  ک: 'ك',
  ё: 'е',
};
const FOLDED = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

/**
 * The form in which texts and data meet: NFKC, lower case, without marks that writers leave out or that hide words
 * (zero-width characters, apostrophes, Arabic vowel signs), one letter for letters that are typed for one another,
 * "heeelp" as "help". Accents stay: whether they count is a language's own matter (see `fold-accents.ts`).
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(INVISIBLE, '')
    .replace(INSIDE_WORDS, '')
    .replace(FOLDED, letter => LETTERS[letter] ?? letter)
    .replace(KHMER_TWINS, twin => (twin === '\u17d2\u178a' ? '\u17d2\u178f' : '\u17be'))
    .replace(THREE_OR_MORE, '$1');
}
