import { plainBlock, type ReadDocument } from './block.ts';
import { readHtml } from './read-html.ts';
import { readMarkdown } from './read-markdown.ts';
import { readPdf } from './read-pdf.ts';
import { cleanText, decodeWindows1252 } from './repair-text.ts';

/** Kinds of document that can be read. */
export type DocumentForm = 'html' | 'markdown' | 'pdf' | 'text';

const TYPES: ReadonlyMap<string, DocumentForm> = new Map([
  ['text/html', 'html'],
  ['application/xhtml+xml', 'html'],
  ['application/pdf', 'pdf'],
  ['text/markdown', 'markdown'],
  ['text/plain', 'text'],
]);
const ENDINGS: ReadonlyMap<string, DocumentForm> = new Map([
  ['html', 'html'],
  ['htm', 'html'],
  ['xhtml', 'html'],
  ['md', 'markdown'],
  ['markdown', 'markdown'],
  ['pdf', 'pdf'],
  ['txt', 'text'],
]);

/** The form of a document by its media type, else by the ending of its name; null where it is none that is read. */
export function documentForm(type: string | null, name: string): DocumentForm | null {
  const known = type === null ? undefined : TYPES.get(type);
  const ending = /\.(\w+)(?:[?#].*)?$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (known === 'text') return ENDINGS.get(ending) ?? 'text';
  return (
    known ?? (type === null || type === 'application/octet-stream' ? (ENDINGS.get(ending) ?? null) : null)
  );
}

/** Takes a document of any form apart. @throws Error where a PDF can't be read */
export async function readDocument(
  body: Uint8Array,
  form: DocumentForm,
  base: string,
  charset: string | null = null,
): Promise<ReadDocument> {
  if (form === 'pdf') return readPdf(body, base);
  const text = decode(body, charset);
  if (form === 'html') return readHtml(text, base);
  if (form === 'markdown') return readMarkdown(text, base);
  const blocks = text.split(/\r?\n\s*\r?\n/).map(part => plainBlock('paragraph', cleanText(part)));
  return { blocks: blocks.filter(block => block.text !== ''), title: null, language: null, modified: null };
}

/** By the header, else what the document says of itself, else UTF-8 where it is valid, else windows-1252, as browsers do. */
function decode(body: Uint8Array, charset: string | null): string {
  const start = Buffer.from(body.subarray(0, 2_048)).toString('latin1');
  const named = charset ?? /<meta[^>]+charset=["']?([\w-]+)/i.exec(start)?.[1] ?? null;
  for (const label of [named, 'utf-8']) {
    if (label === null || /^(windows-1252|cp1252|iso-8859-1|latin-?1|us-ascii)$/i.test(label)) continue;
    try {
      return new TextDecoder(label, { fatal: /^utf-?8$/i.test(label) }).decode(body);
    } catch {
      // An unknown name, or bytes that are no UTF-8: the next one.
    }
  }
  return decodeWindows1252(body);
}
