import { gunzipSync } from 'node:zlib';
import { load } from 'cheerio/slim';

const LARGEST = 50_000_000;

/** Addresses that a sitemap lists (sitemaps.org): of pages, and of further sitemaps. Gzip is unpacked; what is no sitemap gives none. */
export function readSitemap(body: Uint8Array): {
  readonly pages: readonly string[];
  readonly sitemaps: readonly string[];
} {
  const zipped = body[0] === 0x1f && body[1] === 0x8b;
  const text = new TextDecoder().decode(zipped ? gunzipSync(body, { maxOutputLength: LARGEST }) : body);
  const $ = load(text, { xml: true });
  const addresses = (selector: string) =>
    $(selector)
      .toArray()
      .map(node => $(node).text().trim())
      .filter(url => /^https?:\/\//.test(url));
  return { pages: addresses('urlset > url > loc'), sitemaps: addresses('sitemapindex > sitemap > loc') };
}
