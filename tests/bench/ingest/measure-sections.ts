import { loadDirectory } from '../../../knowledge/directory/directory.ts';
import { languageGuide } from '../../../knowledge/ingest/find/language-of.ts';
import { pageOf } from '../../../knowledge/ingest/page.ts';
import { readDocument } from '../../../knowledge/ingest/read/read-document.ts';
import { BUILDS, type Build } from './builds.ts';
import { type MadeUpSection, madeUpPage } from './made-up-page.ts';

/** How well the sections of one build are found. */
export interface SectionMeasures {
  readonly build: string;
  readonly meant: number;
  readonly found: number;
  /** Found with the heading that was meant, and with all of its text and nothing else. */
  readonly right: number;
}

/** Reads one page of each build and compares its sections with those that were meant. */
export async function measureSections(
  builds: readonly Build[] = BUILDS,
): Promise<readonly SectionMeasures[]> {
  const guide = languageGuide(loadDirectory());
  const measures: SectionMeasures[] = [];
  for (const [number, build] of builds.entries()) {
    const meant = madeUpPage(number);
    const made = await build.make(meant);
    const body = typeof made === 'string' ? new TextEncoder().encode(made) : made;
    const url = `https://site.example/${number}`;
    const page = pageOf(await readDocument(body, build.form, url), { url, guide });
    const wanted = new Set([
      key(meant.title, [meant.intro]),
      ...meant.sections.map(section => key(printed(section.heading, build), textsOf(section))),
    ]);
    const right = page.sections.filter(({ heading, text }) => wanted.has(key(heading, [text]))).length;
    measures.push({ build: build.name, meant: wanted.size, found: page.sections.length, right });
  }
  return measures;
}

/** Share of found sections that are right, and of meant ones that were found, over all builds. */
export function precisionAndRecall(measures: readonly SectionMeasures[]): {
  readonly precision: number;
  readonly recall: number;
} {
  const sum = (of: (one: SectionMeasures) => number) => measures.reduce((total, one) => total + of(one), 0);
  return {
    precision: sum(one => one.right) / sum(one => one.found),
    recall: sum(one => one.right) / sum(one => one.meant),
  };
}

function textsOf({ paragraphs, items, steps, note }: MadeUpSection): readonly string[] {
  const numbered = steps.map((step, place) => `${place + 1}. ${step}`);
  return [...paragraphs, ...items, ...numbered, ...(note === null ? [] : [`Please note: ${note}`])];
}

function printed(heading: string, { name }: Build): string {
  return name.startsWith('questions') ? `What about ${heading}?` : heading;
}

/** Heading and text, however they are set. */
function key(heading: string, texts: readonly string[]): string {
  return (
    [heading, ...texts]
      .join(' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? ''
  );
}
