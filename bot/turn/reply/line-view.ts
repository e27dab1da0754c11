import type { Directory, Line } from '../../../knowledge/directory/directory.ts';
import { openingAt } from '../../../knowledge/directory/opening.ts';
import type { Say } from '../../../locales/words.ts';
import { type FormatContext, formatTime, formatWeekday, isolated } from './formats.ts';
import type { LineView } from './reply-view.ts';

/** A line of the directory in the member's language: name, number, TTY, whether it is open now or when next. */
export function lineView(
  line: Line,
  context: { readonly directory: Directory; readonly now: Date },
  say: Say,
  format: FormatContext,
): LineView {
  const opening = openingAt(line, context.now, context.directory);
  return {
    id: line.id,
    name: say(`lines:name.${line.id}`),
    shortName: say([`lines:short.${line.id}`, `lines:name.${line.id}`]),
    plan: context.directory.plans.some(plan => plan.line === line.id),
    number: isolated(line.number, format),
    digits: line.number.replace(/^1-|-/g, ''),
    tty: line.tty === null ? null : say('lines:tty', { number: isolated(line.tty, format) }),
    isPhone: line.kind !== 'fax',
    open: opening.kind === 'unknown' ? null : opening.kind !== 'closed',
    hours: hoursText(),
  };

  function hoursText(): string {
    if (line.kind === 'fax') return say('lines:fax');
    switch (opening.kind) {
      case 'always':
        return say('lines:always');
      case 'unknown':
        return say('lines:unknown');
      case 'open':
        return say('lines:openNow', { time: formatTime(opening.until, opening.timeZone, format) });
      case 'closed': {
        const time = formatTime(opening.opens, opening.timeZone, format);
        const day = formatWeekday(opening.opens, opening.timeZone, format);
        return opening.today ? say('lines:opensToday', { time }) : say('lines:opens', { day, time });
      }
    }
  }
}
