import type { LanguageFile } from './language-file.ts';

/**
 * Adds to each file the classes, skipped words and calm and urgent patterns of the languages it `reads`, so that
 * Taglish and Spanglish mixed within a phrase are seen. Signs are not copied: each language tries its own.
 */
export function joinLanguages(files: readonly LanguageFile[]): readonly LanguageFile[] {
  return files.map(file => {
    const others = file.reads.map(language => {
      const other = files.find(candidate => candidate.language === language);
      if (other === undefined)
        throw new Error(`safety data ${file.language}: reads ${language}, which has no file`);
      return other;
    });
    const all = [file, ...others];
    return {
      ...file,
      skip: all.flatMap(one => one.skip),
      figures: all.flatMap(one => one.figures),
      calm: all.flatMap(one => one.calm),
      urgent: all.flatMap(one => one.urgent),
      classes: mergeClasses(all.map(one => one.classes)),
    };
  });
}

function mergeClasses(all: readonly LanguageFile['classes'][]): LanguageFile['classes'] {
  const merged: Record<string, string[]> = {};
  for (const [name, phrases] of all.flatMap(classes => Object.entries(classes))) {
    merged[name] = [...(merged[name] ?? []), ...phrases];
  }
  return merged;
}
