import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { projectRoot } from '../../knowledge/project-root.ts';
import type { Alarm, Triage } from './alarm.ts';
import { compileLanguage } from './compile-language.ts';
import { joinLanguages } from './join-languages.ts';
import type { LanguageFile } from './language-file.ts';
import { languageFile } from './language-file.ts';
import type { Finding } from './language-triage.ts';
import { letterFolding } from './letter-folding.ts';
import { triageMessage } from './triage-message.ts';
import { Vocabulary } from './vocabulary.ts';

/** Where the data lies. */
export const SAFETY_DATA = join(projectRoot(), 'dialogs', 'safety', 'data');

/** Triage that can also say why; `explain` is for editors, tests and the evaluation. */
export interface ExplainingTriage extends Triage {
  explain(text: string): readonly Finding[];
}

/**
 * Reads every `<language>.yaml` of the folder, once, at start. Needs nothing else: no index, database or network.
 *
 * @throws Error naming the file and place when the data is not well formed
 */
export function loadTriage(folder: string = SAFETY_DATA): ExplainingTriage {
  const files = readdirSync(folder)
    .filter(name => name.endsWith('.yaml'))
    .sort()
    .map(name => readLanguage(join(folder, name)));
  const fold = letterFolding(files.map(file => file.letters).join(' '));
  const vocabulary = new Vocabulary();
  for (const word of readWords(join(folder, 'common-words.txt'))) vocabulary.addReal(fold(word));
  const languages = joinLanguages(files).map(file => compileLanguage(file, vocabulary, fold));
  const explain = (text: string) => triageMessage(text, { languages, vocabulary, fold });
  return { explain, check: text => strongest(explain(text)) };
}

function readLanguage(path: string): LanguageFile {
  const parsed = languageFile.safeParse(contentOf(path));
  if (!parsed.success)
    throw new Error(`safety data ${path}: ${parsed.error.message}`, { cause: parsed.error });
  return parsed.data;
}

function contentOf(path: string): unknown {
  try {
    return load(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`safety data ${path}: ${String(cause)}`, { cause });
  }
}

function readWords(path: string): readonly string[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => !line.startsWith('#'));
  return lines
    .join(' ')
    .split(/\s+/)
    .filter(word => word !== '');
}

/**
 * A certain one before an uncertain one, self-harm before bodily danger: its card has 911 too. But who lies unconscious
 * does not say that life has no meaning: that is somebody else's account, and 911's.
 */
function strongest(findings: readonly Finding[]): Alarm {
  const certain = findings.filter(finding => finding.certain);
  const unconscious = certain.find(finding => finding.sign === 'unconscious');
  const crisis = certain.filter(finding => finding.kind === 'crisis');
  const told = crisis.find(finding => unconscious === undefined || finding.sign !== 'self-harm-passive');
  const best =
    told ?? unconscious ?? certain[0] ?? findings.find(finding => finding.kind === 'crisis') ?? findings[0];
  if (best === undefined) return { kind: 'none' };
  return { kind: best.kind, sign: best.sign, language: best.language, certain: best.certain };
}
