import type { Reason } from '../client/talk.ts';
import type { PhraseBook } from '../text/phrase-book.ts';
import { icon } from './icon.ts';
import { button, make } from './make.ts';

const REASONS: readonly Reason[] = ['wrong', 'unclear', 'incomplete', 'language'];

/** What the member thinks of an answer. */
export interface Rating {
  readonly helpful: boolean;
  readonly reason?: Reason;
}

let counter = 0;

/**
 * Thumbs up and down under an answer; down asks for a reason. All of it is there from the start and only
 * shown or hidden: nothing in the log is written anew, so nothing is read out again.
 * @param tell says something in the status region
 */
export function feedback(
  book: PhraseBook,
  rate: (rating: Rating) => void,
  tell: (text: string) => void,
): HTMLElement {
  const id = `why-${++counter}`;
  const thanks = make('p', { class: 'thanks', 'aria-hidden': 'true', hidden: true }, book.say('thanks'));
  const thank = () => {
    thanks.hidden = false;
    tell(book.say('thanks'));
  };
  const reasons = make(
    'div',
    { class: 'reasons', role: 'group', 'aria-labelledby': id, hidden: true },
    make('p', { id }, book.say('why')),
    ...REASONS.map(reason =>
      button(
        { class: 'chip' },
        () => {
          rate({ helpful: false, reason });
          reasons.hidden = true;
          down.focus();
          thank();
        },
        book.say(`reasons.${reason}`),
      ),
    ),
  );
  const choose = (helpful: boolean) => {
    up.setAttribute('aria-pressed', String(helpful));
    down.setAttribute('aria-pressed', String(!helpful));
    rate({ helpful });
    reasons.hidden = helpful;
    thanks.hidden = true;
    if (helpful) thank();
    else tell(book.say('why'));
  };
  const up = button(
    { class: 'thumb', 'aria-pressed': 'false' },
    () => choose(true),
    icon('up'),
    book.say('yes'),
  );
  const down = button(
    { class: 'thumb', 'aria-pressed': 'false', 'aria-expanded': null },
    () => choose(false),
    icon('down'),
    book.say('no'),
  );
  return make(
    'div',
    { class: 'feedback' },
    make(
      'div',
      { class: 'thumbs', role: 'group', 'aria-label': book.say('helpful') },
      make('span', { 'aria-hidden': 'true' }, book.say('helpful')),
      up,
      down,
    ),
    reasons,
    thanks,
  );
}
