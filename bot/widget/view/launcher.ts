import type { PhraseBook } from '../text/phrase-book.ts';
import { icon } from './icon.ts';
import { button, make } from './make.ts';

/** The button on the page that opens the chat. */
export interface Launcher {
  readonly element: HTMLButtonElement;
  refresh(open: boolean, unread: number): void;
}

export function launcher(book: PhraseBook, press: () => void): Launcher {
  const name = make('span', { class: 'launcher-name' });
  const badge = make('span', { class: 'badge', 'aria-hidden': 'true', hidden: true });
  const news = make('span', { class: 'unseen' });
  const element = button(
    { class: 'launcher', 'aria-expanded': 'false', 'aria-controls': 'panel' },
    press,
    icon('chat'),
    name,
    news,
    badge,
  );
  return {
    element,
    refresh: (open, unread) => {
      element.setAttribute('aria-expanded', String(open));
      element.lang = book.strings.tag;
      element.dir = book.strings.dir;
      name.textContent = book.say('open');
      news.textContent = unread > 0 ? `(${book.count('newMessages', unread)})` : '';
      badge.hidden = unread === 0;
      badge.textContent = String(unread);
    },
  };
}
