import { foldText } from './fold-text.ts';

/**
 * `foldText` with the data's own letter pairs on top.
 *
 * @param pairs words of two characters, the first read as the second: `殺杀 藥药`
 */
export function letterFolding(pairs: string): (text: string) => string {
  const readAs = new Map<string, string>();
  for (const pair of pairs.split(/\s+/)) {
    const [from, to] = [...pair];
    if (from !== undefined && to !== undefined) readAs.set(from, to);
  }
  if (readAs.size === 0) return foldText;
  const written = new RegExp(`[${[...readAs.keys()].join('')}]`, 'gu');
  return text => foldText(text).replace(written, letter => readAs.get(letter) ?? letter);
}
