import { existsSync, readFileSync } from 'node:fs';
import { type LanguageModel, languageModel, languageModelSchema } from '../language/language-model.ts';
import { projectRoot } from '../project-root.ts';
import { bundleFiles } from './bundle-files.ts';

/** The built language model, or null where there is none or it can't be read: then scripts alone tell languages apart. */
export function loadLanguageModel(root = projectRoot()): LanguageModel | null {
  const { languages } = bundleFiles(root);
  if (!existsSync(languages)) return null;
  try {
    return languageModel(languageModelSchema.parse(JSON.parse(readFileSync(languages, 'utf8'))));
  } catch {
    return null;
  }
}
