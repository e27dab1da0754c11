import { button, make } from './make.ts';

/** Suggested replies below the last message, one tap each. */
export interface Chips {
  readonly element: HTMLElement;
  show(choices: readonly string[], prompt?: string): void;
}

export function chips(choose: (label: string) => void): Chips {
  const element = make('div', { class: 'chips', role: 'group', hidden: true });
  return {
    element,
    show: (choices, prompt) => {
      element.hidden = choices.length === 0;
      element.replaceChildren(
        ...(prompt ? [make('p', {}, prompt)] : []),
        ...choices.map(label => button({ class: 'chip', dir: 'auto' }, () => choose(label), label)),
      );
    },
  };
}
