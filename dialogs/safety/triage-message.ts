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
  const calm = new Set(results.flatMap(result => result.calm));
  return results.flatMap(result => result.findings).flatMap(finding => settle(finding, calm));
}

/**
 * Where one language reads a plain question, no other is certain of the same sign: languages share scripts and words
 * ("stroke", سكته). What is only named is then no emergency.
 */
function settle(finding: Finding, calm: ReadonlySet<string>): readonly Finding[] {
  const isCalm = finding.strength === 'mention' ? calm.size > 0 : calm.has(finding.sign);
  if (!isCalm) return [finding];
  return finding.strength === 'mention' && finding.kind === 'emergency'
    ? []
    : [{ ...finding, certain: false }];
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
