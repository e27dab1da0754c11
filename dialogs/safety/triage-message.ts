import { TEXT_CAP } from './alarm.ts';
import type { Finding, LanguageTriage } from './language-triage.ts';
import { findSigns } from './language-triage.ts';
import { readAs, unglue } from './reading.ts';
import { tokenize } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

interface TriageData {
  readonly languages: readonly LanguageTriage[];
  readonly vocabulary: Vocabulary;
  readonly fold: (text: string) => string;
}

/** Tries all languages' data on one message; no language is detected before. */
export function triageMessage(text: string, data: TriageData): readonly Finding[] {
  const { vocabulary } = data;
  const known = new Map<string, boolean>();
  const has = (word: string) => remember(known, word, () => vocabulary.has(word));
  const tokens = tokenize(data.fold(capped(text))).flatMap(token => unglue(token, has));
  const looked = new Map<string, readonly number[]>();
  const lookup = (word: string) => remember(looked, word, () => vocabulary.lookup(word));
  return data.languages.flatMap(language =>
    findSigns(language, readAs(language.spelling, tokens, lookup, vocabulary)),
  );
}

function capped(text: string): string {
  if (text.length <= TEXT_CAP) return text;
  const half = TEXT_CAP / 2;
  return `${text.slice(0, half)}\n${text.slice(-half)}`;
}

function remember<T>(memory: Map<string, T>, key: string, make: () => T): T {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  memory.set(key, made);
  return made;
}
