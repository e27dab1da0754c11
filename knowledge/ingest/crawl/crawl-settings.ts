import { z } from 'zod';

/** How a crawl behaves. */
export const crawlSettingsSchema = z.strictObject({
  /** Where it starts: pages, or sitemaps (`.xml`). Files that were taken in have addresses of their own. */
  starts: z
    .array(z.url({ protocol: /^(https?|file)$/, error: 'an address begins with https:// or http://' }))
    .min(1),
  /** Hosts whose pages are read, `www.example.org`; links to others are noted and not followed. Default: those of the starts. */
  hosts: z
    .array(z.string().regex(/^[\p{L}\p{N}.-]+(:\d+)?$/u, 'a host is a name alone: www.example.org'))
    .default([]),
  /** Links from a start: 0 reads the starts alone. */
  depth: z.int().min(0).max(20).default(2),
  /** Least milliseconds between two requests to one host; robots.txt can only make it longer. */
  delayMs: z.int().min(0).default(1_000),
  /** Most requests under way at once, to one host each at most `1 / delay`. */
  parallel: z.int().min(1).max(32).default(2),
  /** Most addresses asked for. */
  limit: z.int().min(1).default(1_000),
  /** Bytes after which a body is given up. */
  largest: z.int().min(1).default(20_000_000),
  /** Milliseconds after which a silent server is given up. */
  timeoutMs: z.int().min(1).default(20_000),
  /** Who asks, with a way to reach them; robots.txt is obeyed under this name. */
  userAgent: z.string().default('MemberHelpIngest/1.0'),
});

export type CrawlSettings = Readonly<z.infer<typeof crawlSettingsSchema>>;
