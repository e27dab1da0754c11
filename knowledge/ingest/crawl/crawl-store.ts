import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type CrawlRecord, crawlRecordSchema } from './crawl-record.ts';
import { type CrawlSettings, crawlSettingsSchema } from './crawl-settings.ts';

const headSchema = z.object({ form: z.literal(1), begun: z.string(), settings: crawlSettingsSchema });

/**
 * Crawls on disk. One folder a crawl, named by when it began: `crawl.json` says what was asked for, `records.jsonl` is
 * written to as addresses come in, `done` stands there once it has ended. Bodies lie beside, once each, named by their
 * SHA-256, so that an unchanged site costs nothing a second time.
 */
export interface Crawl {
  readonly id: string;
  readonly folder: string;
  /** ISO 8601. */
  readonly begun: string;
  readonly settings: CrawlSettings;
  /** False where it was stopped. */
  readonly done: boolean;
}

/** Keeps crawls below a folder that is never committed. */
export class CrawlStore {
  readonly #crawls: string;
  readonly #bodies: string;

  /** @param folder `DATA_DIR/ingest` */
  constructor(folder: string) {
    this.#crawls = join(folder, 'crawls');
    this.#bodies = join(folder, 'bodies');
  }

  begin(settings: CrawlSettings, now: Date): Crawl {
    const begun = now.toISOString();
    const base = begun.replace(/[:.]/g, '-');
    let id = base;
    for (let number = 2; existsSync(join(this.#crawls, id)); number++) id = `${base}-${number}`;
    const folder = join(this.#crawls, id);
    mkdirSync(folder, { recursive: true });
    writeWhole(join(folder, 'crawl.json'), JSON.stringify({ form: 1, begun, settings }));
    return { id, folder, begun, settings, done: false };
  }

  /** Every crawl, oldest first; folders that hold none are left out. */
  list(): readonly Crawl[] {
    if (!existsSync(this.#crawls)) return [];
    return readdirSync(this.#crawls)
      .sort()
      .flatMap(id => this.find(id) ?? []);
  }

  find(id: string): Crawl | null {
    const folder = join(this.#crawls, id);
    const file = join(folder, 'crawl.json');
    if (!existsSync(file)) return null;
    const head = readHead(file);
    if (!head) return null;
    const { begun, settings } = head;
    return { id, folder, begun, settings, done: existsSync(join(folder, 'done')) };
  }

  /** The last crawl that ended, or null. */
  newest(): Crawl | null {
    return this.list().findLast(({ done }) => done) ?? null;
  }

  /** Forgets a crawl that brought nothing. */
  discard(crawl: Crawl): void {
    rmSync(crawl.folder, { recursive: true });
  }

  /** The crawl to go on with: the last that was stopped, where none after it has ended; or null. */
  stopped(): Crawl | null {
    const last = this.list().at(-1);
    return last && !last.done ? last : null;
  }

  /** What came in so far, in order; a line that was cut off by a stop is left out. */
  records(crawl: Crawl): readonly CrawlRecord[] {
    const file = join(crawl.folder, 'records.jsonl');
    if (!existsSync(file)) return [];
    return readFileSync(file, 'utf8')
      .split('\n')
      .flatMap(line => {
        try {
          return line === '' ? [] : [crawlRecordSchema.parse(JSON.parse(line))];
        } catch {
          return [];
        }
      });
  }

  add(crawl: Crawl, record: CrawlRecord): void {
    appendFileSync(join(crawl.folder, 'records.jsonl'), `${JSON.stringify(record)}\n`);
  }

  finish(crawl: Crawl): Crawl {
    writeFileSync(join(crawl.folder, 'done'), '');
    return { ...crawl, done: true };
  }

  /**
   * Deletes all but the newest crawls that ended, stopped ones older than the last of those, and bodies that none of the
   * rest needs. @returns crawls deleted
   */
  prune(keep: number): number {
    const crawls = this.list();
    const kept = new Set(crawls.filter(({ done }) => done).slice(-Math.max(1, keep)));
    const newest = crawls.findLastIndex(({ done }) => done);
    const old = crawls.filter((crawl, place) => !kept.has(crawl) && (crawl.done || place < newest));
    for (const { folder } of old) rmSync(folder, { recursive: true });
    if (old.length === 0) return 0;
    const needed = new Set(this.list().flatMap(crawl => this.records(crawl).map(({ body }) => body)));
    for (const shelf of readdirSync(this.#bodies))
      for (const name of readdirSync(join(this.#bodies, shelf)))
        if (!needed.has(name)) rmSync(join(this.#bodies, shelf, name));
    return old.length;
  }

  /** Keeps a body. @returns its SHA-256 */
  keep(body: Uint8Array): string {
    const hash = createHash('sha256').update(body).digest('hex');
    const file = this.#bodyFile(hash);
    if (!existsSync(file)) {
      mkdirSync(join(file, '..'), { recursive: true });
      writeWhole(file, body);
    }
    return hash;
  }

  body(hash: string): Uint8Array {
    return readFileSync(this.#bodyFile(hash));
  }

  #bodyFile(hash: string): string {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error(`'${hash}' is no SHA-256`);
    return join(this.#bodies, hash.slice(0, 2), hash);
  }
}

/** Null where the file is none of ours. */
function readHead(file: string): z.infer<typeof headSchema> | null {
  try {
    return headSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Appears whole or not at all. */
function writeWhole(file: string, content: Uint8Array | string): void {
  writeFileSync(`${file}.part`, content);
  renameSync(`${file}.part`, file);
}
