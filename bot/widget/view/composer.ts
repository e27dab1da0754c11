import { icon } from './icon.ts';
import type { Labels } from './labels.ts';
import { make } from './make.ts';

/** The text box with its send button. */
export interface Composer {
  readonly element: HTMLElement;
  readonly box: HTMLTextAreaElement;
  enable(enabled: boolean): void;
}

const LONGEST_MESSAGE = 2_000;

export function composer(
  labels: Labels,
  draft: string,
  on: { readonly send: (text: string) => void; readonly draft: (text: string) => void },
): Composer {
  const box = make('textarea', {
    id: 'box',
    rows: 1,
    maxlength: LONGEST_MESSAGE,
    dir: 'auto',
    enterkeyhint: 'send',
    autocomplete: 'off',
  });
  labels.on(box, 'input', 'placeholder');
  labels.on(box, 'input', 'aria-label');
  const send = labels.on(
    make('button', { class: 'send', type: 'submit' }, icon('send')),
    'send',
    'aria-label',
  );
  const element = make('form', { class: 'composer' }, box, send);

  const grow = () => {
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight + 2}px`;
  };
  const submit = () => {
    const text = box.value.trim();
    if (text === '') {
      box.focus();
      return;
    }
    box.value = '';
    on.draft('');
    grow();
    on.send(text);
  };
  box.value = draft;
  box.addEventListener('input', () => {
    grow();
    on.draft(box.value);
  });
  box.addEventListener('keydown', event => {
    // While an input method composes (Chinese, Korean), Enter picks a character; 229 is what older browsers say then.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  });
  element.addEventListener('submit', event => {
    event.preventDefault();
    submit();
    box.focus();
  });
  return {
    element,
    box,
    enable: enabled => {
      element.hidden = !enabled;
    },
  };
}
