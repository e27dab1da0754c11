import type { PhraseBook } from '../text/phrase-book.ts';
import { icon } from './icon.ts';
import { make } from './make.ts';
import { callLink } from './phone-lines.ts';

const EMERGENCY = /\b(?:911|988)\b/g;

/** The numbers an alarm text tells to call, in its order. */
export function alarmNumbers(text: string): readonly string[] {
  return [...new Set(text.match(EMERGENCY) ?? [])];
}

/** The card nobody can miss: what to do, and a button for each number it names. 988 takes text messages too. */
export function alarmCard(text: string, book: PhraseBook): HTMLElement {
  const actions = alarmNumbers(text).flatMap(number => {
    const call = callLink(number, number, book, 'call urgent');
    if (number !== '988') return [call];
    const words = make('span', {}, book.say('text', { number }));
    return [call, make('a', { class: 'call urgent quiet', href: `sms:${number}` }, icon('text'), words)];
  });
  return make(
    'div',
    { class: 'alarm' },
    make('p', { class: 'alarm-text' }, icon('alarm'), make('strong', {}, text)),
    make('div', { class: 'alarm-calls' }, ...actions),
  );
}
