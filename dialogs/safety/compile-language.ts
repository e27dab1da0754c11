import { foldText } from './fold-text.ts';
import type { LanguageFile } from './language-file.ts';
import type { CompiledSign, LanguageTriage, Strength } from './language-triage.ts';
import type { CompiledPattern } from './match-pattern.ts';
import type { Element } from './pattern.ts';
import { parsePattern } from './pattern.ts';
import { patternList } from './pattern-list.ts';
import { PhraseTrie } from './phrase-trie.ts';
import { RomanizedWords } from './romanized-words.ts';
import { tokenize } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

const STRENGTHS: readonly Strength[] = ['event', 'mention', 'doubt'];

/**
 * Makes a language's data ready to match; its words join the vocabulary.
 *
 * @param fold the folding that messages get, so that data and messages meet
 * @throws Error naming the language and pattern when a class is unknown or a phrase has no word
 */
export function compileLanguage(
  file: LanguageFile,
  vocabulary: Vocabulary,
  fold: (text: string) => string,
): LanguageTriage {
  const { language } = file;
  if (file.romanized !== undefined) {
    vocabulary.addRomanization(language, new RomanizedWords(file.romanized, file.romanized.shortest));
  }
  const trie = new PhraseTrie();
  let classes = 0;

  const accented = new Set(file.accented);
  const wordIds = (phrase: string): readonly number[] => {
    const accents = accented.has(phrase) ? 'written' : file.accents;
    const ids = phrase
      .split(/\s+/)
      .flatMap(piece => piecesOf(piece, fold))
      .map(word => vocabulary.add(language, word, accents));
    if (ids.length === 0) throw new Error(`safety data ${language}: "${phrase}" has no word`);
    return ids;
  };
  const newClass = (phrases: readonly string[]): number => {
    const classId = classes++;
    for (const phrase of phrases) trie.add(wordIds(phrase), classId);
    return classId;
  };
  const places = new Map<string, number>();
  /** One class for each place that is filled alike, however many patterns have it. */
  const classOf = (element: Element, source: string): number => {
    const phrases = element.classes.flatMap(name => {
      const named = file.classes[name];
      if (named === undefined) throw new Error(`safety data ${language}: no class <${name}> for "${source}"`);
      return named;
    });
    const key = `${element.classes.join(' ')}|${element.phrases.join('|')}`;
    const classId = places.get(key) ?? newClass([...phrases, ...element.phrases]);
    places.set(key, classId);
    return classId;
  };
  const compile = (source: string): CompiledPattern => ({
    source,
    groups: parsePattern(source).groups.map(group =>
      group.map(step => ({
        classId: classOf(step.element, source),
        gap: step.distance === 'gap' ? file.gap : 0,
        // Three parts and more are told in order: any order of them would be another sentence.
        eitherOrder:
          file.order === 'free' &&
          step.distance === 'gap' &&
          group.filter(one => one.distance === 'gap').length === 1,
      })),
    ),
  });
  const patterns = (sources: readonly string[]) => patternList(sources.map(compile), pattern => pattern);
  const signs = (['emergency', 'crisis'] as const).flatMap(kind =>
    Object.entries(file[kind]).flatMap(([sign, bySource]) =>
      STRENGTHS.flatMap(strength =>
        bySource[strength].map(
          (source): CompiledSign => ({ kind, sign, strength, pattern: compile(source) }),
        ),
      ),
    ),
  );

  for (const word of file.words) vocabulary.addReal(fold(word));
  return {
    language,
    near: file.near,
    spelling: {
      language,
      skip: new Set(file.skip.flatMap(word => wordIds(word))),
      prefixes: file.prefixes.map(foldText),
      joins: new Set(file.joins.map(foldText)),
    },
    trie,
    figures: patterns(file.figures),
    calm: patterns(file.calm),
    urgent: patterns(file.urgent),
    signs: patternList(signs, ({ pattern }) => pattern),
  };
}

/** The tokens of one written word; a `*` at its end stays with the last. */
function piecesOf(piece: string, fold: (text: string) => string): readonly string[] {
  const stem = piece.endsWith('*');
  const words = tokenize(fold(stem ? piece.slice(0, -1) : piece)).map(token => token.text);
  const last = words.pop();
  if (last === undefined) return [];
  return [...words, stem ? `${last}*` : last];
}
