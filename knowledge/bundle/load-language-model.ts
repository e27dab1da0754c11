import { existsSync, readFileSync } from 'node:fs';
import { loadIndex } from '../engine/load-index.ts';
import { chineseSchema, type LanguageModel, languageModel } from '../language/language-model.ts';
import { projectRoot } from '../project-root.ts';
import { bundleFiles } from './bundle-files.ts';

/** The built language model, or null where there is none or it can't be read: then scripts alone tell languages apart. */
export function loadLanguageModel(folder?: string): LanguageModel | null {
  const { languages, chinese } = bundleFiles(projectRoot(), folder);
  if (!existsSync(languages) || !existsSync(chinese)) return null;
  try {
    const characters = chineseSchema.parse(JSON.parse(readFileSync(chinese, 'utf8')));
    return languageModel(loadIndex(readFileSync(languages)), characters);
  } catch {
    return null;
  }
}
