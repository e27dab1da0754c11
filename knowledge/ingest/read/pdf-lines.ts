import { z } from 'zod';

/** A line of text on a page of a PDF. Sizes and gaps in points. */
export interface PdfLine {
  readonly text: string;
  readonly size: number;
  /** White space above it; below zero where it starts a new column or page. */
  readonly gap: number;
}

const itemSchema = z.object({
  str: z.string(),
  transform: z.array(z.number()).length(6),
  width: z.number(),
  height: z.number(),
});

/** Puts the pieces of text of one page together into lines, in the order in which the file has them. */
export function pdfLines(items: readonly unknown[]): readonly PdfLine[] {
  const lines: { text: string; size: number; y: number; end: number }[] = [];
  for (const item of items) {
    const parsed = itemSchema.safeParse(item);
    if (!parsed.success || parsed.data.str === '') continue;
    const { str, transform, width, height } = parsed.data;
    const [, , , vertical = 0, x = 0, y = 0] = transform;
    const size = Math.round((height || Math.abs(vertical)) * 2) / 2;
    const last = lines.at(-1);
    if (last && Math.abs(last.y - y) < Math.max(2, size * 0.3)) {
      const apart = x - last.end > size * 0.15 && !/\s$/.test(last.text) && !/^\s/.test(str);
      last.text += apart ? ` ${str}` : str;
      last.end = x + width;
      if (str.trim() !== '') last.size = Math.max(last.size, size);
    } else if (str.trim() !== '') lines.push({ text: str, size, y, end: x + width });
  }
  return lines.map(({ text, size, y }, place) => {
    const above = lines[place - 1];
    // Lines of running text stand about 1.2 letters apart; what is more than that is a gap.
    return { text, size, gap: above ? above.y - y - size * 1.2 : size };
  });
}
