import { sameAddress } from '../read/repair-text.ts';
import type { CrawlRecord } from './crawl-record.ts';

/** An address that waits to be asked for. */
export interface Waiting {
  readonly url: string;
  /** Links away from a start. */
  readonly depth: number;
}

/** Addresses of a crawl in the order they were found: each once, none off the hosts or too deep. */
export class CrawlQueue {
  readonly #hosts: ReadonlySet<string>;
  readonly #depth: number;
  /** Spellings of one address count as one. */
  readonly #known = new Set<string>();
  readonly #asked = new Set<string>();
  readonly #waiting: Waiting[] = [];
  #first = 0;

  constructor(hosts: ReadonlySet<string>, depth: number) {
    this.#hosts = hosts;
    this.#depth = depth;
  }

  get length(): number {
    return this.#waiting.length - this.#first;
  }

  /** Marks an address as asked for before. */
  asked(url: string): void {
    this.#known.add(sameAddress(url));
    this.#asked.add(url);
  }

  add(url: string, depth: number): void {
    if (!this.#known.has(sameAddress(url))) this.#push(url, depth);
  }

  /** What a record leads to: the pages a page links to, the starts a sitemap lists, the place an address moved to. */
  follow({ url, links, to, depth, outcome }: CrawlRecord): void {
    // A redirect that only changes the spelling (http, a slash at the end) must be followed all the same.
    if (to !== null && (sameAddress(to) !== sameAddress(url) || !this.#asked.has(to))) {
      if (sameAddress(to) === sameAddress(url)) this.#push(to, depth);
      else this.add(to, depth);
    }
    for (const link of links) this.add(link, outcome === 'sitemap' ? depth : depth + 1);
  }

  next(): Waiting | undefined {
    const next = this.#waiting[this.#first];
    if (next) this.#first++;
    return next;
  }

  #push(url: string, depth: number): void {
    const plain = url.replace(/#.*$/, '');
    if (depth > this.#depth || this.#asked.has(plain) || !this.#hosts.has(new URL(plain).host)) return;
    this.asked(plain);
    this.#waiting.push({ url: plain, depth });
  }
}
