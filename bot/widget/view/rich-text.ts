import { make } from './make.ts';

const NUMBER = /\u2066?\b1-\d{3}-\d{3}-\d{4}\b\u2069?/;
const ITEM = /^\s*(?:[-•]|\d{1,2}\.)\s+/;

/** Plain text as paragraphs and lists, its phone numbers to tap. No markup is read. */
export function richText(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const block of text.split(/\n{2,}/)) {
    let list: HTMLElement | null = null;
    let paragraph: HTMLElement | null = null;
    for (const line of block.split('\n')) {
      const item = ITEM.exec(line)?.[0];
      if (item !== undefined) {
        if (!list) {
          list = make(/\d/.test(item) ? 'ol' : 'ul');
          fragment.append(list);
        }
        list.append(make('li', {}, withNumbers(line.slice(item.length))));
        paragraph = null;
      } else if (line.trim() !== '') {
        if (paragraph) paragraph.append(make('br'), withNumbers(line));
        else {
          paragraph = make('p', {}, withNumbers(line));
          fragment.append(paragraph);
        }
        list = null;
      }
    }
  }
  return fragment;
}

/** `tel:` address of a number as it is written: `1-888-839-9909`, `911`, ten digits. */
export function telephone(number: string): string {
  const digits = number.replace(/\D/g, '');
  return digits.length < 10 ? `tel:${digits}` : `tel:+${digits.length === 10 ? '1' : ''}${digits}`;
}

function withNumbers(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let rest = text;
  for (let found = NUMBER.exec(rest); found; found = NUMBER.exec(rest)) {
    const number = found[0].replace(/[\u2066\u2069]/g, '');
    fragment.append(
      rest.slice(0, found.index),
      make('a', { href: telephone(number), class: 'number' }, make('bdi', { dir: 'ltr' }, number)),
    );
    rest = rest.slice(found.index + found[0].length);
  }
  fragment.append(rest);
  return fragment;
}
