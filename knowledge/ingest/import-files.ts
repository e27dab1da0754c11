import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CrawlRecord } from './crawl/crawl-record.ts';
import { crawlSettingsSchema } from './crawl/crawl-settings.ts';
import type { Crawl, CrawlStore } from './crawl/crawl-store.ts';
import { documentForm } from './read/read-document.ts';

const TYPES = { html: 'text/html', markdown: 'text/markdown', pdf: 'application/pdf', text: 'text/plain' };

/**
 * Takes saved pages in as if they had been crawled: one file, or all that can be read below a folder. A page's address is
 * the one given (for a folder: that and its path below it), else what the file says of itself (`url:` in front of
 * Markdown, the canonical link or saver's note of HTML), else that of the file.
 *
 * @param options.url address of the page, or of the folder
 */
export function importFiles(
  store: CrawlStore,
  path: string,
  options: { readonly url?: string; readonly now: Date },
): Crawl {
  const files = filesAt(path);
  const found = files.map(file => {
    const body = readFileSync(file);
    return { file, body, url: addressOf(file, body, path, options.url) };
  });
  const starts = found.length > 0 ? found.map(({ url }) => url) : [pathToFileURL(resolve(path)).href];
  const crawl = store.begin(crawlSettingsSchema.parse({ starts, depth: 0 }), options.now);
  for (const { file, body, url } of found) {
    const form = documentForm(null, file);
    if (form) store.add(crawl, recordOf(url, store.keep(body), TYPES[form]));
  }
  return store.finish(crawl);
}

/** Files that can be read: the one given, or those below a folder, hidden ones apart. */
export function filesAt(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return documentForm(null, path) === null ? [] : [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter(name => documentForm(null, name) !== null && !name.split(sep).some(part => part.startsWith('.')))
    .sort()
    .map(name => join(path, name));
}

function addressOf(file: string, body: Buffer, root: string, given: string | undefined): string {
  const isFolder = root !== file;
  if (given && !isFolder) return given;
  const text = body.subarray(0, 20_000).toString('utf8');
  const own =
    /^---\r?\n(?:.*\r?\n)*?url:\s*["']?(https?:\/\/[^\s"']+)/.exec(text)?.[1] ??
    /<link[^>]+rel=["']canonical["'][^>]*href=["'](https?:[^"']+)/i.exec(text)?.[1] ??
    /<!-- saved from url=\(\d+\)(https?:\S+)/.exec(text)?.[1];
  if (own) return own;
  if (!given) return pathToFileURL(resolve(file)).href;
  const inside = relative(root, file).split(sep).map(encodeURIComponent).join('/');
  const plain = extname(file) === '.pdf' ? inside : inside.slice(0, -extname(file).length);
  return new URL(
    basename(plain) === 'index' ? plain.slice(0, -'index'.length) : plain,
    given.replace(/\/?$/, '/'),
  ).href;
}

function recordOf(url: string, body: string, type: string): CrawlRecord {
  return {
    url,
    outcome: 'page',
    status: 200,
    depth: 0,
    to: null,
    body,
    type,
    charset: null,
    etag: null,
    lastModified: null,
    links: [],
    problem: null,
  };
}
