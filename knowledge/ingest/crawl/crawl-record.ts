import { z } from 'zod';

/**
 * What came of one address. `page`: its body is kept under `body`. `same`: the server says it is as it was in the crawl
 * before (304), whose body holds. `moved`: it answers with another address. `gone`: 404 or 410. `failed`: another status,
 * or no answer at all. `forbidden`: robots.txt. `sitemap`: its links are starts. `other`: a kind of file that is not read.
 */
export const crawlRecordSchema = z.object({
  url: z.string(),
  outcome: z.enum(['page', 'same', 'moved', 'gone', 'failed', 'forbidden', 'sitemap', 'other']),
  /** HTTP status; null where there was no answer. */
  status: z.int().nullable(),
  /** Links away from a start. */
  depth: z.int().min(0),
  /** Where a moved address points. */
  to: z.string().nullable(),
  /** SHA-256 of the body. */
  body: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /** Media type, without parameters. */
  type: z.string().nullable(),
  charset: z.string().nullable(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** Addresses it links to that the crawl may follow. */
  links: z.array(z.string()),
  /** Why it failed. */
  problem: z.string().nullable(),
});

export type CrawlRecord = Readonly<z.infer<typeof crawlRecordSchema>>;

/** Whether there is a body to read. */
export function hasBody(record: CrawlRecord): record is CrawlRecord & { readonly body: string } {
  return (record.outcome === 'page' || record.outcome === 'same') && record.body !== null;
}
