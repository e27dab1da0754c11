import { createHash } from 'node:crypto';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** Something an editor has to mend, with the place where it stands. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** An article file taken apart: checked front matter, answer and short answer. */
export interface ArticleFile<T> {
  readonly file: string;
  readonly fields: T;
  readonly body: string;
  readonly sms: string;
  /** Line (from 1) on which a part of the file stands, for messages. */
  lineOf(...path: readonly (string | number)[]): number;
}

const FORM = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/;

/** Splits an article file and checks its front matter against a schema. Problems name file and line. */
export function parseArticle<T>(
  file: string,
  content: string,
  schema: z.ZodType<T>,
): { readonly article: ArticleFile<T> | null; readonly problems: readonly Problem[] } {
  const found = FORM.exec(content);
  if (!found) return failed(file, 1, 'does not start with front matter between two lines of ---');
  const [, head = '', rest = ''] = found;
  const counter = new LineCounter();
  const document = parseDocument(head, { lineCounter: counter });
  const lineOf = (...path: readonly (string | number)[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
        return counter.linePos(Number(node.range[0])).line + 1;
      }
    }
    return 2;
  };
  const [broken] = document.errors;
  if (broken)
    return failed(file, (broken.linePos?.[0].line ?? 1) + 1, broken.message.split('\n')[0] ?? 'bad YAML');
  let fields: unknown;
  try {
    fields = document.toJS();
  } catch (error) {
    // An alias without its anchor, or aliases of aliases of aliases.
    return failed(file, 2, error instanceof Error ? error.message : 'bad YAML');
  }
  const parsed = schema.safeParse(fields);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(issue => ({
      file,
      line: lineOf(...issue.path.map(part => (typeof part === 'number' ? part : String(part)))),
      message: `${issue.path.join('.') || 'front matter'}: ${issue.message}`,
    }));
    return { article: null, problems };
  }
  const [body = '', sms = ''] = rest.split(/^## sms[ \t]*$/m);
  const bodyLine = head.split('\n').length + 3;
  return {
    article: {
      file,
      fields: parsed.data,
      body: body.trim(),
      sms: sms.trim().replace(/\s+/g, ' '),
      lineOf: (...path) =>
        path[0] === 'body'
          ? bodyLine
          : path[0] === 'sms'
            ? bodyLine + body.split('\n').length
            : lineOf(...path),
    },
    problems: [],
  };
}

/** First 12 hex digits of the SHA-256 of some words: the version of an article, the mark of an English original. */
export function wordsHash(...words: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 12);
}

function failed(file: string, line: number, message: string) {
  return { article: null, problems: [{ file, line, message }] };
}
