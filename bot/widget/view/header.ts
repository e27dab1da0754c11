import { languages, type PhraseBook } from '../text/phrase-book.ts';
import type { LanguageName } from '../text/strings.ts';
import { icon } from './icon.ts';
import type { Labels } from './labels.ts';
import { button, make } from './make.ts';

/** What the head of the panel can do. */
export interface HeaderActions {
  readonly close: () => void;
  readonly language: (language: LanguageName) => void;
  readonly size: (step: -1 | 1) => void;
  readonly print: () => void;
  readonly remove: () => void;
  readonly end: () => void;
}

/** Head of the panel: title, language picker, options. */
export interface Header {
  readonly element: HTMLElement;
  readonly title: HTMLElement;
  refresh(): void;
  /** Closes the options; true where they were open. */
  fold(): boolean;
}

export function header(book: PhraseBook, labels: Labels, actions: HeaderActions): Header {
  const title = labels.on(make('h2', { id: 'title' }), 'title');
  const picker = make(
    'select',
    { id: 'language' },
    ...languages.map(({ tag, name, dir }) => make('option', { value: tag, lang: tag, dir }, name)),
  );
  labels.on(picker, 'language', 'aria-label');
  picker.addEventListener('change', () => {
    const chosen = languages.find(({ tag }) => tag === picker.value);
    if (chosen) actions.language(chosen);
  });
  const fold = () => {
    const was = !options.hidden;
    options.hidden = true;
    more.setAttribute('aria-expanded', 'false');
    return was;
  };
  const act = (action: () => void) => () => {
    fold();
    more.focus();
    action();
  };
  const option = (key: string, action: () => void) =>
    labels.on(button({ class: 'option' }, act(action)), key);
  const sizes = make(
    'div',
    { class: 'sizes', role: 'group' },
    labels.on(make('span', { 'aria-hidden': 'true' }), 'textSize'),
    labels.on(
      button({ class: 'size' }, () => actions.size(-1), icon('minus')),
      'smaller',
      'aria-label',
    ),
    labels.on(
      button({ class: 'size' }, () => actions.size(1), icon('plus')),
      'larger',
      'aria-label',
    ),
  );
  labels.on(sizes, 'textSize', 'aria-label');
  const options = make(
    'div',
    { class: 'options', id: 'options', hidden: true },
    sizes,
    option('print', actions.print),
    option('delete', actions.remove),
    option('end', actions.end),
  );
  const more = button(
    { class: 'tool', 'aria-expanded': 'false', 'aria-controls': 'options' },
    () => {
      options.hidden = !options.hidden;
      more.setAttribute('aria-expanded', String(!options.hidden));
    },
    icon('more'),
  );
  labels.on(more, 'more', 'aria-label');
  const close = labels.on(button({ class: 'tool' }, actions.close, icon('close')), 'close', 'aria-label');
  const element = make(
    'div',
    { class: 'head' },
    make(
      'div',
      { class: 'bar' },
      make('div', { class: 'titles' }, title, labels.on(make('p'), 'automated')),
      more,
      close,
    ),
    make('label', { class: 'language', for: 'language' }, icon('globe'), picker),
    options,
  );
  return {
    element,
    title,
    fold,
    refresh: () => {
      picker.value = book.strings.tag;
      picker.lang = book.strings.tag;
    },
  };
}
