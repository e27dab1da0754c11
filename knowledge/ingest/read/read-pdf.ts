import { getDocumentProxy } from 'unpdf';
import { z } from 'zod';
import { type Block, type PageLink, plainBlock, type ReadDocument } from './block.ts';
import { type PdfLine, pdfLines } from './pdf-lines.ts';
import { cleanText, cleanUrl } from './repair-text.ts';

/** A line this much larger than the running text is a heading. */
const HEADING_RATIO = 1.12;
/** Of pdf.js: no warnings on the console. */
const ERRORS_ONLY = 0;
const MOST_HEADING_LENGTH = 140;
const BULLET = /^[•●▪◦‣·∙–—*-]\s+/;

const annotationSchema = z.object({ subtype: z.literal('Link'), url: z.string() });
const infoSchema = z.object({
  Title: z.string().optional(),
  Language: z.string().nullish(),
  ModDate: z.string().optional(),
  CreationDate: z.string().optional(),
});

/**
 * Takes a PDF apart: lines of larger letters are headings, wider gaps end paragraphs, what stands on top or at the
 * bottom of most pages (page numbers too) is a frame. Pictures of text are not read.
 *
 * @throws Error where the bytes are no PDF, or one that needs a password
 */
export async function readPdf(bytes: Uint8Array, base: string): Promise<ReadDocument> {
  // What pdf.js leaves without a handler in a damaged file would end the process; what matters of it is thrown as well.
  const stray = () => {};
  process.on('unhandledRejection', stray);
  try {
    return await readPages(bytes, base);
  } finally {
    await new Promise(resolve => setImmediate(resolve));
    process.off('unhandledRejection', stray);
  }
}

async function readPages(bytes: Uint8Array, base: string): Promise<ReadDocument> {
  const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: ERRORS_ONLY });
  try {
    const pages: (readonly PdfLine[])[] = [];
    const links: PageLink[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      pages.push(pdfLines((await page.getTextContent()).items));
      for (const annotation of await page.getAnnotations()) {
        const link = annotationSchema.safeParse(annotation);
        const url = link.success ? cleanUrl(link.data.url, base) : null;
        if (url) links.push({ label: '', url });
      }
      page.cleanup();
    }
    const info = infoSchema.safeParse((await document.getMetadata()).info);
    const date = info.success ? (info.data.ModDate ?? info.data.CreationDate) : undefined;
    const blocks = blocksOf(withoutFrames(pages));
    if (links.length > 0) blocks.push(plainBlock('paragraph', '', { links, region: 'frame' }));
    return {
      blocks,
      title: (info.success && cleanText(info.data.Title ?? '')) || null,
      language: (info.success && info.data.Language) || null,
      modified: date ? (/^(?:D:)?(\d{4})(\d{2})(\d{2})/.exec(date)?.slice(1, 4).join('-') ?? null) : null,
    };
  } finally {
    await document.destroy();
  }
}

/** Lines that most pages begin or end with, their digits apart, are frames. */
function withoutFrames(pages: readonly (readonly PdfLine[])[]): readonly PdfLine[] {
  const counts = new Map<string, number>();
  const edges = (lines: readonly PdfLine[]) => [...lines.slice(0, 2), ...lines.slice(-2)];
  const key = ({ text }: PdfLine) => text.replace(/\d+/g, '#').trim();
  for (const lines of pages)
    for (const edge of new Set(edges(lines).map(key))) counts.set(edge, (counts.get(edge) ?? 0) + 1);
  return pages.flatMap(lines => {
    const outer = new Set(pages.length < 2 ? [] : edges(lines));
    const isFrame = (line: PdfLine) =>
      /^(page\s+)?\d{1,3}(\s+of\s+\d{1,3})?$/i.test(line.text.trim()) ||
      (outer.has(line) && (counts.get(key(line)) ?? 0) * 2 > pages.length);
    return lines.filter(line => !isFrame(line));
  });
}

function blocksOf(lines: readonly PdfLine[]): Block[] {
  const body = commonSize(lines);
  const sizes = [...new Set(lines.filter(line => isHeading(line, body)).map(({ size }) => size))].sort(
    (one, other) => other - one,
  );
  const blocks: Block[] = [];
  let open: PdfLine[] = [];
  const close = () => {
    const [first] = open;
    if (!first) return;
    const text = cleanText(joined(open));
    const large = isHeading(first, body);
    if (large)
      blocks.push(plainBlock('heading', text, { level: Math.min(6, sizes.indexOf(first.size) + 1) }));
    else if (BULLET.test(first.text.trim()))
      blocks.push(plainBlock('item', text.replace(BULLET, ''), { level: 1 }));
    else blocks.push(plainBlock('paragraph', text));
    open = [];
  };
  for (const line of lines) {
    const last = open.at(-1);
    const breaks =
      last !== undefined &&
      (last.size !== line.size ||
        line.gap > line.size * 0.5 ||
        line.gap < 0 ||
        BULLET.test(line.text.trim()));
    if (breaks) close();
    open.push(line);
  }
  close();
  return blocks;
}

function isHeading({ size, text }: PdfLine, body: number): boolean {
  return size >= body * HEADING_RATIO && text.length <= MOST_HEADING_LENGTH && /\p{L}/u.test(text);
}

/** The size that most letters have. */
function commonSize(lines: readonly PdfLine[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of lines) letters.set(size, (letters.get(size) ?? 0) + text.length);
  return [...letters].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 0;
}

/** A word divided at the end of a line becomes one again. */
function joined(lines: readonly PdfLine[]): string {
  return lines
    .map(({ text }) => text.trim())
    .reduce((sum, text) => {
      if (/\p{L}-$/u.test(sum) && /^\p{Ll}/u.test(text)) return sum.slice(0, -1) + text;
      return sum === '' ? text : `${sum} ${text}`;
    }, '');
}
