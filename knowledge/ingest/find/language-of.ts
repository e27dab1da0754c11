import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Directory } from '../../directory/directory.ts';
import { projectRoot } from '../../project-root.ts';

const schema = z.record(
  z.string(),
  z.strictObject({ names: z.array(z.string()), codes: z.array(z.string()), words: z.array(z.string()) }),
);

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['km', /\p{sc=Khmr}/gu],
  ['hy', /\p{sc=Armn}/gu],
  ['ru', /\p{sc=Cyrl}/gu],
  ['ko', /\p{sc=Hang}/gu],
  ['zh', /\p{sc=Han}/gu],
  ['ar', /\p{sc=Arab}/gu],
];
const PERSIAN = /[پچژگکی]/gu;
const LEAST_SHARE = 0.4;
const LONGEST_READ = 4_000;

/** Tells the language of links, files and texts. Tags are primary subtags: `zh`, not `zh-Hant`. */
export interface LanguageGuide {
  /** By the language that a label names ("Notice (Farsi)"), else by the code in a file's name; null where neither tells. */
  ofLink(label: string, url: string): string | null;
  /** By the code in a file's name; what the directory says of the privacy notices comes first. */
  ofFile(url: string): string | null;
  /** By script, then by frequent words; null for a text too short to tell. */
  ofText(text: string): string | null;
}

/** A guide by `data/language-names.yaml` and the directory's notices. */
export function languageGuide(directory: Directory): LanguageGuide {
  const file = join(projectRoot(), 'knowledge', 'ingest', 'data', 'language-names.yaml');
  const languages = Object.entries(schema.parse(parse(readFileSync(file, 'utf8'))));
  const notices = new Map(
    languages.flatMap(([tag]) => {
      const url = directory.notice(tag);
      return url === undefined ? [] : [[noticeCode(url), tag] as const];
    }),
  );
  const ofFile = (url: string): string | null => {
    const name = decoded(safePath(url).split('/').at(-1) ?? '').toLowerCase();
    const pieces = name.replace(/\.\w{2,4}$/, '').split(/[_\-.\s]+/);
    if (/nopp|notice.*privacy|privacy.*practices/.test(name)) {
      const known = pieces.map(piece => notices.get(piece)).find(tag => tag !== undefined);
      if (known) return known;
    }
    const found = languages.filter(([, { codes }]) => pieces.some(piece => codes.includes(piece)));
    return found.length === 1 ? (found[0]?.[0] ?? null) : null;
  };
  return {
    ofFile,
    ofLink: (label, url) => {
      const words = label.toLowerCase();
      const named = languages.filter(([, { names }]) => names.some(name => hasWord(words, name)));
      return named.length === 1 ? (named[0]?.[0] ?? null) : ofFile(url);
    },
    ofText: text => {
      const read = text.slice(0, LONGEST_READ);
      const letters = read.match(/\p{L}/gu)?.length ?? 0;
      if (letters < 20) return null;
      for (const [tag, script] of SCRIPTS) {
        const own = read.match(script)?.length ?? 0;
        if (own < letters * LEAST_SHARE) continue;
        return tag === 'ar' && (read.match(PERSIAN)?.length ?? 0) > own * 0.06 ? 'fa' : tag;
      }
      const words = new Set(read.toLowerCase().match(/\p{L}+/gu) ?? []);
      const scores = languages.map(
        ([tag, data]) => [tag, data.words.filter(word => words.has(word)).length] as const,
      );
      const [best, second] = scores.toSorted((one, other) => other[1] - one[1]);
      return best && best[1] >= 3 && best[1] > (second?.[1] ?? 0) ? best[0] : null;
    },
  };
}

/** The piece of a notice's address that differs between languages. */
function noticeCode(url: string): string {
  return /_nopp_([a-z]+)_/.exec(url)?.[1] ?? url;
}

function hasWord(text: string, name: string): boolean {
  const at = text.indexOf(name);
  if (at < 0) return false;
  const letter = /\p{L}/u;
  return !letter.test(text[at - 1] ?? ' ') && !letter.test(text[at + name.length] ?? ' ');
}

/** A stray % is kept as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function safePath(url: string): string {
  try {
    return new URL(url).pathname;
  } catch {
    return url;
  }
}
