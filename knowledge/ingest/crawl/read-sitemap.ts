import { gunzipSync } from 'node:zlib';

const LARGEST = 50_000_000;
const LOCATION = /<loc>\s{0,100}(?:<!\[CDATA\[)?([^<\]]{1,4000})(?:\]\]>)?\s{0,100}<\/loc>/g;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&#38;', '&'],
  ['&#x26;', '&'],
]);

/**
 * Addresses that a sitemap lists (sitemaps.org): of pages, and of further sitemaps. Gzip is unpacked; what is no sitemap
 * gives none.
 * @throws {Error} where gzip is damaged, or unpacks to more than 50 MB
 */
export function readSitemap(body: Uint8Array): {
  readonly pages: readonly string[];
  readonly sitemaps: readonly string[];
} {
  const zipped = body[0] === 0x1f && body[1] === 0x8b;
  const text = new TextDecoder().decode(zipped ? gunzipSync(body, { maxOutputLength: LARGEST }) : body);
  const addresses = [...text.matchAll(LOCATION)]
    .map(([, written = '']) => written.replace(/&#?\w{1,6};/g, sign => ENTITIES.get(sign) ?? sign).trim())
    .filter(url => /^https?:\/\//.test(url));
  if (/<sitemapindex[\s>]/.test(text)) return { pages: [], sitemaps: addresses };
  return { pages: /<urlset[\s>]/.test(text) ? addresses : [], sitemaps: [] };
}
