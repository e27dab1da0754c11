import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Where the audit log ended at some time, kept outside the database. */
export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const headSchema = z.object({ seq: z.number().int(), hash: z.string(), at: z.number() });

/** Heads of the audit log, one JSON object a line, only ever added to. */
export function headsFile(dataDir: string): {
  add(head: AuditHead): void;
  /** All there are, oldest first; lines that can't be read are counted. */
  read(): { readonly heads: readonly AuditHead[]; readonly unreadable: number };
} {
  const file = join(dataDir, 'audit-heads.jsonl');
  return {
    add: head => {
      mkdirSync(dataDir, { recursive: true });
      appendFileSync(file, `${JSON.stringify(head)}\n`, { mode: 0o600 });
    },
    read: () => {
      if (!existsSync(file)) return { heads: [], unreadable: 0 };
      const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
      const heads = lines.flatMap(line => readHead(line) ?? []);
      return { heads, unreadable: lines.length - heads.length };
    },
  };
}

function readHead(line: string): AuditHead | null {
  try {
    return headSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
