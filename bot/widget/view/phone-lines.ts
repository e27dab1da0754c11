import type { LineView } from '../../turn/reply/reply-view.ts';
import type { PhraseBook } from '../text/phrase-book.ts';
import { icon } from './icon.ts';
import { make } from './make.ts';
import { telephone } from './rich-text.ts';

/** What a phone card shows of a line. */
export type ShownLine = Pick<LineView, 'name' | 'number' | 'digits' | 'tty' | 'hours' | 'open' | 'isPhone'>;

/** Phone lines as a card: the name, a large number to tap, TTY, whether somebody answers now or when next. */
export function phoneLines(lines: readonly ShownLine[], book: PhraseBook): HTMLElement {
  return make('ul', { class: 'lines', role: 'list' }, ...lines.map(line => lineItem(line, book)));
}

/** A link that calls a number; the number keeps its order in right-to-left text. */
export function callLink(digits: string, number: string, book: PhraseBook, look: string): HTMLElement {
  const [before = '', after = ''] = book.say('call', { number: '\0' }).split('\0');
  return make(
    'a',
    { class: look, href: telephone(digits) },
    icon('phone'),
    make('span', {}, before, make('bdi', { dir: 'ltr' }, number.replace(/[\u2066\u2069]/g, '')), after),
  );
}

function lineItem(line: ShownLine, book: PhraseBook): HTMLElement {
  const hours = line.hours
    ? make('span', { class: 'hours', 'data-open': line.open === null ? null : String(line.open) }, line.hours)
    : null;
  return make(
    'li',
    {},
    make('p', { class: 'line-name' }, line.name),
    line.isPhone
      ? callLink(line.digits, line.number, book, 'call')
      : make('p', { class: 'fax' }, make('bdi', { dir: 'ltr' }, line.number)),
    make(
      'p',
      { class: 'line-facts' },
      hours,
      hours && line.tty ? ' ' : null,
      line.tty && make('span', {}, line.tty),
    ),
  );
}
