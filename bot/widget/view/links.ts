import type { PhraseBook } from '../text/phrase-book.ts';
import { icon } from './icon.ts';
import { make } from './make.ts';

interface Link {
  readonly label: string;
  readonly url: string;
  readonly source: boolean;
}

/** Links of a reply. The page an answer comes from is told apart, with its site, so that a member can check it. */
export function linkList(links: readonly Link[], book: PhraseBook): HTMLElement {
  const items = links.flatMap(link => {
    const url = safeUrl(link.url);
    return url ? [make('li', {}, anchor(link, url, book))] : [];
  });
  return make('ul', { class: 'links', role: 'list' }, ...items);
}

function anchor(link: Link, url: URL, book: PhraseBook): HTMLElement {
  const site = url.hostname.replace(/^www\./, '');
  return make(
    'a',
    { class: link.source ? 'source' : 'link', href: url.href, target: '_blank', rel: 'noopener noreferrer' },
    make('span', {}, link.label, link.source && ': ', link.source && make('bdi', { dir: 'ltr' }, site)),
    icon('out'),
    make('span', { class: 'unseen' }, ` (${book.say('openNew')})`),
  );
}

/** Only addresses of the web: `javascript:` and the like are left out. */
function safeUrl(address: string): URL | null {
  try {
    const url = new URL(address);
    return /^https?:$/.test(url.protocol) ? url : null;
  } catch {
    return null;
  }
}
