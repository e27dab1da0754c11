import { TEXT_CAP } from './alarm.ts';
import { VIETNAMESE } from './fold-accents.ts';
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
  const folded = data.fold(capped(text));
  const accented = VIETNAMESE.test(folded);
  const looked = new Map<string, readonly number[]>();
  const lookup = (word: string) => remember(looked, word, () => vocabulary.lookup(word, accented));
  const tokens = tokenize(folded).flatMap(token =>
    lookup(token.text).length > 0 ? [token] : unglue(token, word => vocabulary.has(word)),
  );
  const results = data.languages.map(language =>
    findSigns(language, readAs(language.spelling, tokens, lookup, vocabulary)),
  );
  const calm = results.some(result => result.calm);
  return results.flatMap(result => result.findings).flatMap(finding => settle(finding, calm));
}

/** Where any language reads a plain question, what is only named is no emergency, and no certain crisis. */
function settle(finding: Finding, calm: boolean): readonly Finding[] {
  if (!calm || finding.strength !== 'mention') return [finding];
  return finding.kind === 'emergency' ? [] : [{ ...finding, certain: false }];
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
