import { longestText } from '../../../dialogs/reply/sms-length.ts';
import { splitAtSentences } from '../../../dialogs/reply/split-at-sentences.ts';
import type { LineView, Part, ReplyView } from './reply-view.ts';
import { plainSigns } from './sms-signs.ts';

/** Most phone lines under an answer; the four plans' lines count as one list. */
const MOST_LINES = 2;

/** A reply as text messages, each sent on its own. */
export type SmsReply = readonly string[];

/**
 * The short form of a reply: the short answer, its line with TTY, its link, choices by number. What does not
 * fit is left out from the end: the code, the link, the second line; never the answer or the first number.
 * A reply that is too long even so becomes several messages, divided at ends of lines and sentences.
 */
export function smsText(view: ReplyView): SmsReply {
  const musts: string[] = [];
  const extras: string[] = [];
  for (const part of view.parts) {
    const text = partText(part, view);
    if (text.must) musts.push(text.must);
    extras.push(...text.extras);
  }
  const longest = longestText(view.language);
  const choices = view.choices.map(({ label }, place) => `${place + 1} ${label}`).join('\n');
  const asks = [view.prompt, choices].filter(Boolean).join('\n');
  const join = (texts: readonly string[]) => plainSigns(texts.filter(Boolean).join('\n'));
  for (const extra of extras) {
    if (join([...musts, extra, asks]).length <= longest) musts.push(extra);
  }
  const body = join([...musts, asks]);
  if (body === '') return [];
  return body.length <= longest ? [body] : messagesOf([...musts, asks].map(plainSigns), longest);
}

/**
 * What belongs together stays in one message while it fits, and lines stay whole: a number beside its name, the TTY
 * below the numbers it is for.
 */
function messagesOf(texts: readonly string[], longest: number): SmsReply {
  const messages: string[] = [];
  const pieces = texts.flatMap(text =>
    text.length <= longest ? [text] : text.split('\n').flatMap(line => splitAtSentences(line, longest)),
  );
  for (const piece of pieces.filter(Boolean)) {
    const last = messages.at(-1);
    if (last !== undefined && last.length + 1 + piece.length <= longest)
      messages[messages.length - 1] = `${last}\n${piece}`;
    else messages.push(piece);
  }
  return messages;
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
