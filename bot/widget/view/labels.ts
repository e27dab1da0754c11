import type { PhraseBook } from '../text/phrase-book.ts';

/** Keeps the words of buttons and fields in the language of the widget. */
export interface Labels {
  /** Sets the text, or an attribute, to a string of the widget, now and after each change of language. */
  on<T extends Element>(element: T, key: string, attribute?: string): T;
  refresh(): void;
}

export function labels(book: PhraseBook): Labels {
  const known: (() => void)[] = [];
  return {
    on: (element, key, attribute) => {
      const set = () => {
        if (attribute === undefined) element.textContent = book.say(key);
        else element.setAttribute(attribute, book.say(key));
      };
      known.push(set);
      set();
      return element;
    },
    refresh: () => {
      for (const set of known) set();
    },
  };
}
