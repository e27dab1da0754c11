import type { Block } from '../read/block.ts';
import { findHours, type PrintedHours } from './find-hours.ts';

/** A phone number as a page prints it, with what stands beside it. */
export interface FoundLine {
  /** `1-888-555-0100`. */
  readonly number: string;
  /** The same number in letters, as printed. */
  readonly vanity: string | null;
  /** `711` or a number in the form of `number`; null where none is printed. */
  readonly tty: string | null;
  readonly hours: PrintedHours | null;
  /** The heading above it, or the words before it. */
  readonly label: string;
  readonly fax: boolean;
}

const NUMBER = /(?<![\d-])(?:\+?1[\s.–-]*)?\(?([2-9]\d{2})\)?[\s.–-]*([2-9]\d{2})[\s.–-]*(\d{4})(?![\d-])/g;
const VANITY =
  /(?<![\w-])1[\s.–-](8\d{2})[\s.–-]((?=[A-Z\d\s.–-]*[A-Z]{3})[A-Z\d]{2,7}(?:[\s.–-][A-Z\d]{2,7})?)(?![\w-])/g;
const TTY =
  /\b(?:TT[YD]|TDD)(?:\s*\/\s*T[TD][YD])?(?:\s+(?:line|users?|number))?(?:\s*(?:call|dial|:|at|is))*\s*[(:]?\s*(711|(?:1[\s.–-])?\(?\d{3}\)?[\s.–-]\d{3}[\s.–-]\d{4})/gi;
const KEYS = 'ABC2DEF3GHI4JKL5MNO6PQRS7TUV8WXYZ9';
/** How many blocks after a line its hours, or hours for several lines at once, may stand. */
const REACH = 14;

interface Mention extends FoundLine {
  readonly at: number;
}

/** Every phone line that a page prints, menus and footer included, each number once. 711, 911 and 988 are no lines of a page. */
export function findLines(blocks: readonly Block[]): readonly FoundLine[] {
  const mentions: Mention[] = [];
  let heading = '';
  for (const [at, block] of blocks.entries()) {
    const found = mentionsIn(block, heading, at);
    mentions.push(...(found.length > 0 ? found : []));
    if (found.length === 0) addBelow(mentions, block, at);
    if (block.kind === 'heading' && block.text !== '') heading = block.text;
  }
  return merged(mentions);
}

function mentionsIn(block: Block, heading: string, at: number): readonly Mention[] {
  const text = block.text;
  const ttys = [...text.matchAll(TTY)];
  const inTty = (place: number) =>
    ttys.some(({ index, 0: all }) => place >= index && place < index + all.length);
  const vanities = [...text.matchAll(VANITY)].flatMap(({ 0: all, 1: area = '', 2: letters = '', index }) => {
    const number = dialled(area, letters);
    return number ? [{ number, printed: all, index }] : [];
  });
  const numbers = [...text.matchAll(NUMBER)].flatMap(({ 0: all, 1: a = '', 2: b = '', 3: c = '', index }) =>
    inTty(index + all.length - 1) ? [] : [{ number: `1-${a}-${b}-${c}`, printed: null, index }],
  );
  const all = [...numbers, ...vanities].sort((one, other) => one.index - other.index);
  const places = all.map(({ index }) => index);
  return all.map(({ number, printed, index }): Mention => {
    // What follows a number up to the next other number is about it.
    const next = all.find(other => other.index > index && other.number !== number)?.index ?? text.length;
    const after = text.slice(index, next);
    const before = text.slice(Math.max(0, ...places.filter(place => place < index)), index);
    const tty = ttys.find(found => found.index > index && found.index < next)?.[1];
    return {
      at,
      number,
      vanity: printed,
      tty: tty === undefined ? null : ttyOf(tty),
      hours: findHours(after) ?? (all.length === 1 ? findHours(text) : null),
      label: labelOf(before, heading, block),
      fax: /\bfax\b[^.]{0,20}$/i.test(before),
    };
  });
}

/** TTY and hours that stand alone below a number, and hours that hold for all lines above them. */
function addBelow(mentions: Mention[], block: Block, at: number): void {
  if (block.kind === 'heading') return;
  const tty = [...block.text.matchAll(TTY)][0]?.[1];
  const hours = findHours(block.text);
  const last = mentions.at(-1);
  if (!last || (!tty && !hours) || at - last.at > REACH) return;
  if (tty && last.tty === null && at - last.at <= 2)
    mentions[mentions.length - 1] = { ...last, tty: ttyOf(tty) };
  if (!hours) return;
  let nearest = at;
  for (let place = mentions.length - 1; place >= 0; place--) {
    const mention = mentions[place];
    if (!mention || nearest - mention.at > 3) break;
    nearest = mention.at;
    if (mention.hours === null) mentions[place] = { ...mention, hours };
  }
}

function merged(mentions: readonly Mention[]): readonly FoundLine[] {
  const lines = new Map<string, FoundLine>();
  for (const { at: _, ...line } of mentions) {
    const known = lines.get(line.number);
    lines.set(
      line.number,
      known
        ? {
            ...known,
            vanity: known.vanity ?? line.vanity,
            tty: known.tty ?? line.tty,
            hours: known.hours ?? line.hours,
            label: known.label || line.label,
          }
        : line,
    );
  }
  return [...lines.values()];
}

function labelOf(before: string, heading: string, block: Block): string {
  const words = before
    .replace(NUMBER, ' ')
    .split(/[.!?;|]\s/)
    .at(-1)
    ?.replace(/^[\d\W]*(?:or|and)\s+/i, '')
    .replace(/[\s(:–-]+$/, '')
    .trim();
  const own = words !== undefined && /\p{L}{3}/u.test(words) && !/^1?[\d\s.A-Z-]+$/.test(words) ? words : '';
  return (own === '' || (own.length < 6 && block.kind !== 'row') ? heading || own : own).slice(0, 120);
}

function ttyOf(printed: string): string {
  const digits = printed.replace(/\D/g, '').slice(-10);
  return digits.length < 10 ? '711' : `1-${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`;
}

/** Letters as they are dialled; null where they make no seven digits. */
function dialled(area: string, letters: string): string | null {
  const digits = [...letters.replace(/[\s.–-]/g, '')]
    .map(letter => (/\d/.test(letter) ? letter : (/\d/.exec(KEYS.slice(KEYS.indexOf(letter)))?.[0] ?? '')))
    .join('');
  return digits.length >= 7 && digits.length <= 8
    ? `1-${area}-${digits.slice(0, 3)}-${digits.slice(3, 7)}`
    : null;
}
