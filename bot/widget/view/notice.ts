import { button, make } from './make.ts';

/** A question or fact above the text box that stays until it is dealt with. */
export interface Notice {
  readonly element: HTMLElement;
  show(
    text: string,
    actions?: readonly { readonly label: string; readonly press: () => void }[],
    more?: HTMLElement,
  ): void;
  hide(): void;
}

export function notice(): Notice {
  const element = make('div', { class: 'notice', hidden: true });
  const hide = () => {
    element.hidden = true;
    element.replaceChildren();
  };
  return {
    element,
    hide,
    show: (text, actions = [], more) => {
      element.hidden = false;
      element.replaceChildren(
        make('p', {}, text),
        ...(more ? [more] : []),
        ...(actions.length === 0
          ? []
          : [
              make(
                'div',
                { class: 'actions' },
                ...actions.map(({ label, press }) => button({ class: 'chip' }, press, label)),
              ),
            ]),
      );
    },
  };
}
