import { make } from './make.ts';

/** Says passing things: typing, sent, offline. The spoken region is always there; what is seen stands in the panel. */
export interface Status {
  /** For the ear. */
  readonly spoken: HTMLElement;
  /** For the eye. */
  readonly seen: HTMLElement;
  /** @param show whether it is shown too; '' takes away what is shown */
  tell(text: string, show?: boolean): void;
  typing(text: string | null): void;
}

export function status(): Status {
  const spoken = make('div', { class: 'unseen', role: 'status' });
  const words = make('span');
  const dots = make('span', { class: 'dots', hidden: true }, make('i'), make('i'), make('i'));
  const seen = make('div', { class: 'status', 'aria-hidden': 'true' }, dots, words);
  return {
    spoken,
    seen,
    tell: (text, show = false) => {
      // The same words again are a change only with another space behind them.
      if (text !== '') spoken.textContent = spoken.textContent === text ? `${text}\u00a0` : text;
      if (show || text === '') words.textContent = text;
    },
    typing: text => {
      dots.hidden = text === null;
      if (text !== null) spoken.textContent = text;
    },
  };
}
