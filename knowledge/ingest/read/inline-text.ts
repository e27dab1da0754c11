import type { Block, PageLink } from './block.ts';
import { cleanText } from './repair-text.ts';

/** A line of running text, and how much of it is bold. */
interface Line {
  text: string;
  strongLetters: number;
  /** Length of the bold words it begins with. */
  lead: number;
  readonly links: PageLink[];
}

type Piece = Pick<Block, 'text' | 'links' | 'strong' | 'lead'>;

/** Collects running text with its links until a block ends. */
export class InlineText {
  #lines: Line[] = [];

  get hasText(): boolean {
    return this.#lines.some(({ text }) => text.trim() !== '');
  }

  add(text: string, strong: boolean): void {
    const line = this.#line();
    const letters = text.replace(/\s/g, '').length;
    if (strong) line.strongLetters += letters;
    if (strong && line.text.slice(line.lead).trim() === '') line.lead = line.text.length + text.length;
    line.text += text;
  }

  breakLine(): void {
    this.#lines.push({ text: '', strongLetters: 0, lead: 0, links: [] });
  }

  /** Reads what stands inside of a link; @param url null where the link leads nowhere */
  link(url: string | null, read: () => void): void {
    const before = this.#line();
    const from = before.text.length;
    read();
    if (url === null) return;
    const after = this.#line();
    after.links.push({ label: cleanText(after === before ? after.text.slice(from) : after.text), url });
  }

  /** What was collected, as blocks: one, or two where a bold line stands above plain ones. Empties it. */
  take(): readonly Piece[] {
    const lines = this.#lines;
    this.#lines = [];
    const pieces: Piece[] = [];
    let group: Line[] = [];
    const end = () => {
      if (group.length > 0) pieces.push(pieceOf(group));
      group = [];
    };
    for (const line of lines) {
      const blank = line.text.trim() === '' && line.links.length === 0;
      if (blank || (isStrong(line) && lines.length > 1)) end();
      if (!blank) group.push(line);
      if (!blank && isStrong(line) && lines.length > 1) end();
    }
    end();
    return pieces;
  }

  #line(): Line {
    let line = this.#lines.at(-1);
    if (!line) {
      line = { text: '', strongLetters: 0, lead: 0, links: [] };
      this.#lines.push(line);
    }
    return line;
  }
}

function isStrong({ text, strongLetters }: Line): boolean {
  const letters = text.replace(/\s/g, '').length;
  return letters > 0 && strongLetters / letters >= 0.9;
}

function pieceOf(lines: readonly Line[]): Piece {
  const [first] = lines;
  const strong = lines.every(isStrong);
  return {
    text: cleanText(lines.map(({ text }) => text).join(' ')),
    links: lines.flatMap(({ links }) => links),
    strong,
    lead: !strong && first && first.lead > 0 ? cleanText(first.text.slice(0, first.lead)) || null : null,
  };
}
