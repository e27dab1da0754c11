import type { LanguageFile } from './language-file.ts';

/**
 * Adds to each file the classes, skipped words and calm and urgent patterns of the languages it `reads`, so that
 * Taglish and Spanglish mixed within a phrase are seen. Signs are not copied: each language tries its own.
 */
export function joinLanguages(files: readonly LanguageFile[]): readonly LanguageFile[] {
  return files.map(file =>
    file.reads.reduce((joined, language) => {
      const other = files.find(candidate => candidate.language === language);
      if (other === undefined)
        throw new Error(`safety data ${file.language}: reads ${language}, which has no file`);
      return {
        ...joined,
        skip: [...joined.skip, ...other.skip],
        figures: [...joined.figures, ...other.figures],
        calm: [...joined.calm, ...other.calm],
        urgent: [...joined.urgent, ...other.urgent],
        classes: mergeClasses(joined.classes, other.classes),
      };
    }, file),
  );
}

function mergeClasses(own: LanguageFile['classes'], other: LanguageFile['classes']): LanguageFile['classes'] {
  const merged: Record<string, string[]> = {};
  for (const [name, phrases] of [...Object.entries(own), ...Object.entries(other)]) {
    merged[name] = [...(merged[name] ?? []), ...phrases];
  }
  return merged;
}
