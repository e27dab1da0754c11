import { make } from './make.ts';

/**
 * Opens the conversation on a page of its own and prints it, from where it can be saved as PDF too. Where the
 * browser opens no window, it is saved as a text file.
 * @returns how it was done
 */
export function printTalk(
  title: string,
  lines: readonly string[],
  dir: string,
  lang: string,
): 'printed' | 'saved' {
  const view = window.open('', '_blank');
  if (!view) {
    const url = URL.createObjectURL(
      new Blob([`${title}\n\n${lines.join('\n\n')}\n`], { type: 'text/plain' }),
    );
    make('a', { href: url, download: 'chat.txt' }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    return 'saved';
  }
  const page = view.document;
  page.title = title;
  page.documentElement.lang = lang;
  page.documentElement.dir = dir;
  page.body.style.cssText = 'font:16px/1.5 sans-serif;max-width:40em;margin:2em auto;padding:0 1em';
  page.body.append(
    make('h1', {}, title),
    ...lines.map(line => {
      const paragraph = make('p', { dir: 'auto' }, line);
      paragraph.style.whiteSpace = 'pre-wrap';
      return paragraph;
    }),
  );
  view.print();
  return 'printed';
}
