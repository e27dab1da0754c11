import type { LineView, Part, ReplyView } from './reply-view.ts';
import { usesPlainAlphabet } from './sms-alphabet.ts';

/** Longest reply in characters: two parts of the plain alphabet, four of the other (67 characters each). */
const LIMIT = { plain: 320, unicode: 268 } as const;
/** Most phone lines under an answer; the four plans' lines count as one list. */
const MOST_LINES = 2;

/** A reply as text messages, each sent on its own. */
export type SmsReply = readonly string[];

/**
 * The short form of a reply: the short answer, its line with TTY, its link, choices by number. What does not
 * fit is left out from the end: the code, the link, the second line; never the answer or the first number.
 */
export function smsText(view: ReplyView): SmsReply {
  const musts: string[] = [];
  const extras: string[] = [];
  for (const part of view.parts) {
    const text = partText(part, view);
    if (text.must) musts.push(text.must);
    extras.push(...text.extras);
  }
  const choices = view.choices.map(({ label }, place) => `${place + 1} ${label}`).join('\n');
  const asks = [view.prompt, choices].filter(Boolean).join('\n');
  let body = [...musts, asks].filter(Boolean).join('\n');
  for (const extra of extras) {
    const longer = [...musts, extra, asks].filter(Boolean).join('\n');
    if (longer.length > limitOf(longer)) continue;
    musts.push(extra);
    body = longer;
  }
  return body === '' ? [] : [plainSigns(body)];
}

/** Most characters a reply may have, by the alphabet it needs. */
export function limitOf(text: string): number {
  return usesPlainAlphabet(plainSigns(text)) ? LIMIT.plain : LIMIT.unicode;
}

interface Piece {
  readonly must: string;
  /** Added while there is room, in this order. */
  readonly extras: readonly string[];
}

function partText(part: Part, view: ReplyView): Piece {
  switch (part.kind) {
    case 'text':
      return part.tone === 'note' ? { must: '', extras: [part.text] } : { must: part.text, extras: [] };
    case 'answer':
      return { must: part.short, extras: [] };
    case 'lines': {
      const asksForPlan = view.choices.some(({ value }) => value.startsWith('plan:'));
      if (asksForPlan && view.outcome === 'answered') return { must: '', extras: [] };
      const [first = '', ...rest] = lineTexts(part.lines);
      return { must: first, extras: rest.slice(0, MOST_LINES - 1) };
    }
    case 'links': {
      const [best] = part.links
        .filter(({ source }) => !source)
        .concat(part.links.filter(({ source }) => source));
      return { must: '', extras: best ? [best.url] : [] };
    }
    case 'reference':
      return { must: '', extras: [part.text] };
  }
}

/** One text a line; several plans' lines joined into one, since each alone is of no use to who can't tell the plans apart. */
function lineTexts(lines: readonly LineView[]): readonly string[] {
  const plans = lines.filter(({ plan }) => plan);
  if (plans.length < 2) return lines.map(line => lineText(line));
  const joined = `${plans.map(line => `${line.shortName} ${line.number}`).join('\n')}\n${plans[0]?.tty ?? ''}`;
  return [joined.trim(), ...lines.filter(({ plan }) => !plan).map(line => lineText(line))].sort((a, b) =>
    lines[0]?.plan ? 0 : Number(a === joined) - Number(b === joined),
  );
}

function lineText(line: LineView): string {
  return `${line.shortName}: ${line.number}${line.tty === null ? '' : ` (${line.tty})`}`;
}

/** Quotes and dashes of typesetting become those of the plain alphabet, so that they don't halve what fits. */
function plainSigns(text: string): string {
  return text
    .replace(/[\u2018\u2019\u201a\u2032]/g, "'")
    .replace(/[\u201c\u201d\u201e\u2033]/g, '"')
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\u2026/g, '...')
    .replace(/[\u00a0\u202f]/g, ' ');
}
