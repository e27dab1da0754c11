import { type Block, wordCount } from '../read/block.ts';
import { findDate } from './find-date.ts';

/** A heading as it was found, by its markup or by how it looks. */
export interface FoundHeading {
  /** Place of its block among the blocks. */
  readonly at: number;
  readonly text: string;
  /** Number or letter before the words, without its dot: `4`, `2.1`, `IV`; null where there is none. */
  readonly number: string | null;
  /** 1 is the page's title; deeper ones are larger. Only their order counts. */
  readonly level: number;
  readonly anchor: string | null;
  /** What remains of the block as text, where heading and text share it. */
  readonly rest: string;
}

const MOST_WORDS = 14;
const LONGEST = 110;
/** Words of a heading that ends like a sentence. */
const LONGEST_WITH_STOP = 4;
const NUMBERED =
  /^(?:(?:section|sec\.|part|article|§)\s*)?(\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-Z])(?:[.):]|\s[–—-])\s*(?=\S)(.*)$/u;
const WORD_NUMBERED = /^(?:section|part|article|§)\s*(\d{1,2}(?:\.\d{1,2}){0,3})[.):–—-]?\s+(.*)$/iu;
/** Looks that are found by counting need so many on a page; one alone is chance. */
const FEWEST_ALIKE = 2;

type Look = 'numbered' | 'capitals' | 'bold' | 'lead' | 'question';

interface Candidate {
  readonly at: number;
  readonly look: Look;
  readonly number: string | null;
  readonly text: string;
  readonly rest: string;
}

/**
 * Headings of a page's content in reading order: those of the markup, and short paragraphs that read like one: numbered in
 * sequence, all in capitals, all bold, a question that the next paragraph answers.
 */
export function findHeadings(blocks: readonly Block[]): readonly FoundHeading[] {
  const real = blocks.flatMap((block, at) =>
    block.kind === 'heading' && block.text ? [fromMarkup(block, at)] : [],
  );
  const candidates = accepted(
    blocks.flatMap((block, at) => {
      const found = candidateAt(blocks, block, at);
      return found ? [found] : [];
    }),
    blocks,
  );
  const ranks = ranksOf(candidates.map(({ look }) => look));
  let deepest = 1;
  const byPlace = new Map(candidates.map(found => [found.at, found]));
  const realByPlace = new Map(real.map(found => [found.at, found]));
  return blocks.flatMap((_, at): FoundHeading[] => {
    const marked = realByPlace.get(at);
    if (marked) {
      deepest = marked.level;
      return [marked];
    }
    const found = byPlace.get(at);
    if (!found) return [];
    const depth = found.look === 'numbered' ? (found.number ?? '').split('.').length - 1 : 0;
    const level = deepest + 1 + (ranks.get(found.look) ?? 0) * 4 + depth;
    return [
      {
        at,
        text: found.text,
        number: found.number,
        level,
        anchor: blocks[at]?.anchor ?? null,
        rest: found.rest,
      },
    ];
  });
}

function fromMarkup({ text, level, anchor }: Block, at: number): FoundHeading {
  const numbered = numberOf(text);
  return { at, text: numbered?.text ?? text, number: numbered?.number ?? null, level, anchor, rest: '' };
}

function numberOf(text: string): { readonly number: string; readonly text: string } | null {
  const found = WORD_NUMBERED.exec(text) ?? NUMBERED.exec(text);
  const [, number = '', words = ''] = found ?? [];
  // "A. Care" and "L.A. Care" are no numbers: a letter counts only before a capital and a space.
  if (!found || words === '' || (/^[A-Z]$/.test(number) && !/^[A-Z].*\s|^\p{Lu}\p{Ll}/u.test(words)))
    return null;
  return /\p{L}/u.test(words) ? { number, text: words } : null;
}

function candidateAt(blocks: readonly Block[], block: Block, at: number): Candidate | null {
  if (block.kind === 'heading' || block.kind === 'row' || block.text === '') return null;
  const { text, strong, lead } = block;
  const ordered = block.kind === 'item' && block.ordinal !== null ? `${block.ordinal}. ${text}` : text;
  if (
    block.kind === 'item' &&
    (block.ordinal === null || block.level > 1) &&
    !(strong && isAlone(blocks, at))
  )
    return null;
  if (lead !== null && isHeadingLike(lead)) {
    const rest = text.slice(lead.length).replace(/^[\s.:–—-]+/, '');
    const numbered = numberOf(lead);
    const words = (numbered?.text ?? lead).replace(/[.:]$/, '');
    return { at, look: numbered ? 'numbered' : 'lead', number: numbered?.number ?? null, text: words, rest };
  }
  if (!isHeadingLike(text) || !hasTextBelow(blocks, at) || isLink(block)) return null;
  const numbered = numberOf(ordered);
  const bare = text.replace(/:$/, '');
  if (numbered && isSentence(numbered.text)) return null;
  if (numbered)
    return {
      at,
      look: 'numbered',
      number: numbered.number,
      text: numbered.text.replace(/[.:]$/, ''),
      rest: '',
    };
  if (isCapitals(text)) return { at, look: 'capitals', number: null, text: bare, rest: '' };
  if (strong && !/[,;]$/.test(text)) return { at, look: 'bold', number: null, text: bare, rest: '' };
  if (block.kind === 'paragraph' && /[?？؟;՞]$/u.test(text) && !text.endsWith(';'))
    return { at, look: 'question', number: null, text, rest: '' };
  return null;
}

function isHeadingLike(text: string): boolean {
  return (
    text.length <= LONGEST &&
    wordCount(text) <= MOST_WORDS &&
    /\p{L}{2}/u.test(text) &&
    !/\d{3}-\d{4}/.test(text) &&
    findDate(text) === null
  );
}

/** "Call us before ten." is a step, "Our rules." may be a heading. */
function isSentence(text: string): boolean {
  return /[.!]$/.test(text) && wordCount(text) > LONGEST_WITH_STOP;
}

function isLink({ links, text }: Block): boolean {
  return links.some(({ label }) => label.length >= text.length * 0.9);
}

function isCapitals(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const upper = text.match(/\p{Lu}/gu) ?? [];
  const cased = text.match(/[\p{Lu}\p{Ll}]/gu) ?? [];
  return letters.length >= 4 && cased.length === letters.length && upper.length >= letters.length * 0.9;
}

function hasTextBelow(blocks: readonly Block[], at: number): boolean {
  const next = blocks[at + 1];
  return next !== undefined && next.text !== '';
}

/** An item between two that are none: a list of one, that only numbers a heading. */
function isAlone(blocks: readonly Block[], at: number): boolean {
  return blocks[at - 1]?.kind !== 'item' && blocks[at + 1]?.kind !== 'item';
}

/** Keeps the looks that mean headings on this page: a sequence of numbers, not the items of a list; no look that is there once by chance. */
function accepted(candidates: readonly Candidate[], blocks: readonly Block[]): readonly Candidate[] {
  const bySequence = new Set(inSequence(candidates, blocks));
  const count = (look: Look) => candidates.filter(found => found.look === look).length;
  const leads = new Map<string, number>();
  for (const { look, text } of candidates) if (look === 'lead') leads.set(text, (leads.get(text) ?? 0) + 1);
  const answered = ({ at }: Candidate) => {
    const next = blocks[at + 1];
    return next !== undefined && !candidates.some(other => other.at === at + 1 && other.look === 'question');
  };
  const isMeant: Readonly<Record<Look, (found: Candidate) => boolean>> = {
    numbered: found => bySequence.has(found),
    capitals: () => true,
    bold: ({ at }) => wordCount(blocks[at + 1]?.text ?? '') > 3 || blocks[at + 1]?.kind === 'item',
    // "Please note:" three times is no heading.
    lead: ({ at, text }) => leads.size >= 3 && (leads.get(text) ?? 0) < 2 && blocks[at]?.kind !== 'item',
    question: found => count('question') >= FEWEST_ALIKE && answered(found),
  };
  return candidates.filter(found => isMeant[found.look](found));
}

function inSequence(candidates: readonly Candidate[], blocks: readonly Block[]): readonly Candidate[] {
  const numbered = candidates.filter(({ look }) => look === 'numbered');
  const kept: Candidate[] = [];
  let last: readonly number[] = [];
  for (const found of numbered) {
    const number = valuesOf(found.number ?? '');
    // Digits inside of a page that numbers its headings IV, V, VI are steps.
    if (kept[0] && isDigits(kept[0]) !== isDigits(found)) continue;
    // One may be missing: sites forget numbers.
    const follows = kept.length === 0 ? number.at(-1) === 1 : isNext(last, number);
    if (!follows) continue;
    kept.push(found);
    last = number;
  }
  if (kept.length < FEWEST_ALIKE) return [];
  const places = new Set(kept.map(({ at }) => at));
  const runsOn = kept.filter(({ at, rest }) => rest === '' && places.has(at + 1)).length;
  // Numbers one right below the other are a list of steps.
  return runsOn * 2 >= kept.length && !blocks[kept[0]?.at ?? 0]?.strong ? [] : kept;
}

function isDigits({ number }: Candidate): boolean {
  return /^\d/.test(number ?? '');
}

function isNext(last: readonly number[], number: readonly number[]): boolean {
  if (number.length > last.length)
    return number.at(-1) === 1 && number.slice(0, -1).every((part, at) => part === last[at]);
  const place = number.length - 1;
  const before = last[place] ?? 0;
  const same = number.slice(0, place).every((part, at) => part === last[at]);
  return same && (number[place] ?? 0) > before && (number[place] ?? 0) <= before + 2;
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV', 'XV'];

function valuesOf(number: string): readonly number[] {
  if (/^\d/.test(number)) return number.split('.').map(Number);
  const roman = ROMAN.indexOf(number);
  return [roman >= 0 ? roman + 1 : number.charCodeAt(0) - 64];
}

/** The order in which looks contain each other: numbers and capitals stand outside of bold ones, those of questions. */
function ranksOf(looks: readonly Look[]): ReadonlyMap<Look, number> {
  const outer: readonly (readonly Look[])[] = [['numbered', 'capitals'], ['bold'], ['lead', 'question']];
  const ranks = new Map<Look, number>();
  let rank = 0;
  for (const group of outer) {
    const present = group.filter(look => looks.includes(look));
    for (const look of present) ranks.set(look, rank);
    if (present.length > 0) rank++;
  }
  return ranks;
}
