import { type Block, type PageLink, plainBlock, type ReadDocument } from './block.ts';
import { cleanText, cleanUrl } from './repair-text.ts';

const ITEM = /^(\s*)(?:[*+-]|(\d{1,3}|[a-zA-Z])[.)])\s+(.*)$/;
const ATX = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const UNDERLINE = /^\s*(=+|-{2,})\s*$/;
const IMAGE = /!\[[^[\]]{0,500}\]\([^()]{0,2000}\)/g;
const LINK = /\[((?:\\.|[^[\]\\]){0,500})\]\(\s{0,9}<?([^\s)>]{0,2000})>?(?:\s{1,9}"[^"]{0,500}")?\s{0,9}\)/g;

/** The block that is being read. */
interface Open {
  readonly lines: string[];
  readonly item: { readonly level: number; readonly ordinal: string | null } | null;
}

/**
 * Takes a page saved as Markdown apart. Reads what savers write: headings underlined or with `#`, also inside of list
 * items, nested lists, links with titles, pictures, escaped signs, a hard line break as two spaces.
 *
 * @param base address of the page, against which links are made whole
 */
export function readMarkdown(markdown: string, base: string): ReadDocument {
  const blocks: Block[] = [];
  const writing: { open: Open | null } = { open: null };

  const take = () => {
    const { open } = writing;
    writing.open = null;
    return open;
  };
  const close = () => {
    const open = take();
    if (!open) return;
    const { lines, item } = open;
    const inline = readInline(lines.join('\n'), base);
    if (inline.text === '' && inline.links.length === 0) return;
    blocks.push(
      item
        ? plainBlock('item', inline.text, { ...inline, level: item.level, ordinal: item.ordinal })
        : plainBlock('paragraph', inline.text, inline),
    );
  };
  const heading = (level: number, text: string) => {
    const inline = readInline(text, base);
    if (inline.text !== '' || inline.links.length > 0)
      blocks.push(plainBlock('heading', inline.text, { level, links: inline.links }));
  };

  const lines = markdown.replace(/^---\r?\n[\s\S]*?\r?\n---\r?\n/, '').split(/\r?\n/);
  for (const line of lines) {
    const atx = ATX.exec(line);
    const under = UNDERLINE.exec(line);
    const item = ITEM.exec(line);
    if (line.trim() === '') close();
    else if (atx) {
      close();
      heading((atx[1] ?? '').length, atx[2] ?? '');
    } else if (under) {
      // Nothing open above: a rule between two parts.
      const above = take();
      if (above) heading((under[1] ?? '').startsWith('=') ? 1 : 2, above.lines.join(' '));
    } else if (item) {
      close();
      const [, indent = '', ordinal, text = ''] = item;
      const level = Math.floor(indent.replace(/\t/g, '    ').length / 4) + 1;
      writing.open = { lines: [text], item: { level, ordinal: ordinal ?? null } };
    } else if (writing.open) writing.open.lines.push(line.trim());
    else writing.open = { lines: [line.trim()], item: null };
  }
  close();
  const title = blocks.find(({ kind, level }) => kind === 'heading' && level === 1)?.text ?? null;
  return { blocks, title, language: null, modified: null };
}

function readInline(
  source: string,
  base: string,
): { text: string; links: readonly PageLink[]; strong: boolean; lead: string | null } {
  const links: PageLink[] = [];
  const text = source.replace(IMAGE, '').replace(LINK, (_, label: string, href: string) => {
    const clean = cleanText(unmarked(label));
    const url = cleanUrl(href, base);
    if (url) links.push({ label: clean, url });
    // A script's button is no text, a dead anchor's label is.
    return /^javascript:/i.test(href) ? '' : label;
  });
  const bold = /^\s*(?:\*\*|__)(.+?)(?:\*\*|__)\s*([\s\S]*)$/.exec(text);
  const rest = bold ? cleanText(unmarked(bold[2] ?? '')) : '';
  return {
    text: cleanText(unmarked(text)),
    links,
    strong: bold !== null && rest === '',
    lead: bold && rest !== '' ? cleanText(unmarked(bold[1] ?? '')) : null,
  };
}

function unmarked(text: string): string {
  return text
    .replace(/(?<!\\)(\*\*|__|`)/g, '')
    .replace(/(?<![\\\w*])[*_](?=\S)([^*_]+?)[*_](?![\w*])/g, '$1')
    .replace(/<(https?:[^>\s]+)>/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+\-.!>~|])/g, '$1');
}
