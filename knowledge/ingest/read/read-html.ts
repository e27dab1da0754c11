import { load } from 'cheerio/slim';
import { type Block, plainBlock, type ReadDocument } from './block.ts';
import { InlineText } from './inline-text.ts';
import { cleanText, cleanUrl } from './repair-text.ts';

type Root = NonNullable<ReturnType<ReturnType<typeof load>['root']>[0]>;
type AnyNode = Root['children'][number];
type Element = Extract<AnyNode, { readonly attribs: unknown }>;

const SKIPPED = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'iframe',
  'object',
  'select',
  'head',
]);
const BREAKS = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul button caption'.split(
    ' ',
  ),
);
const FRAME_TAGS = new Set(['nav', 'footer', 'aside', 'dialog']);
const FRAME_ROLES = /^(navigation|banner|contentinfo|complementary|search|menu|menubar|tablist|dialog)$/;
/** Words in a class or id that name a frame; inside of the page's own content only the narrower ones count. */
const FRAME_WORDS =
  /(?:^|[\s_-])(nav(?:bar|igation)?|menu|mmenu|breadcrumbs?|footer|masthead|site-header|sidebar|skip(?:-?link)?|cookie-(?:banner|notice)|utility|social|share|pager|pagination|toolbar|alert-bar|visually-hidden|sr-only)(?=$|[\s_-])/i;
const NARROW_WORDS =
  /(?:^|[\s_-])(nav(?:bar|igation)?|menu|breadcrumbs?|sidebar|social|share|pager|pagination)(?=$|[\s_-])/i;
const MAIN_WORDS = /(?:^|\s)(main-content|page-content|content-main|region-content|maincontent)(?=$|\s)/i;
const HEADING_WORDS =
  /(?:^|[\s_-])(heading|section-title|subtitle|accordion-(?:title|header|heading|toggle)|card-title|panel-title|faq-question)(?=$|[\s_-])/i;
/** Styles of common frameworks that make anything look like a heading of that level. */
const HEADING_CLASS = /(?:^|\s)h([1-6])(?=$|\s)/;
const CELLS: ReadonlySet<string> = new Set(['td', 'th']);
/** What may stand inside of a heading without parting it: most accordions have a button there. */
const IN_HEADINGS: ReadonlySet<string> = new Set(['button', 'div', 'p', 'center']);
const DEEPEST = 400;

interface Place {
  readonly region: Block['region'];
  readonly lists: number;
  readonly strong: boolean;
  readonly depth: number;
}

/**
 * Takes an HTML page apart, however it is built: what the markup calls heading, list, table, menu or footer is noted;
 * the rest are paragraphs. Hidden text is left out; nothing is fetched and no script runs.
 *
 * @param base address of the page, against which links are made whole
 */
export function readHtml(html: string, base: string): ReadDocument {
  const $ = load(html);
  const blocks: Block[] = [];
  const inline = new InlineText();
  const head = headOf($.root()[0]?.children ?? []);
  const from = head.base ? (cleanUrl(head.base, base) ?? base) : base;

  const flush = (kind: Block['kind'], place: Place, more: Partial<Block> = {}) => {
    for (const piece of inline.take()) {
      const blank = piece.text === '' && piece.links.length === 0;
      if (!blank) blocks.push(plainBlock(kind, piece.text, { ...piece, region: place.region, ...more }));
    }
  };

  const children = (node: Element, place: Place) => {
    for (const child of node.children) walk(child, place);
  };

  const walk = (node: AnyNode, place: Place): void => {
    if (node.type === 'text') inline.add(node.data, place.strong);
    else if (node.type === 'tag' && !SKIPPED.has(node.name) && place.depth < DEEPEST && !isHidden(node))
      walkElement(node, place);
  };

  const walkElement = (node: Element, place: Place): void => {
    const { name } = node;
    const inner: Place = {
      region: regionOf(node, place.region),
      lists: place.lists + (name === 'ul' || name === 'ol' ? 1 : 0),
      strong: place.strong || isStrong(node),
      depth: place.depth + 1,
    };
    if (name === 'br') inline.breakLine();
    else if (name === 'a')
      inline.link(cleanUrl(node.attribs['href'] ?? '', from), () => children(node, inner));
    else if (BREAKS.has(name) || inner.region !== place.region) walkBlock(node, place, inner);
    else children(node, inner);
  };

  const walkBlock = (node: Element, place: Place, inner: Place): void => {
    const { name } = node;
    flushAs(node, place);
    const anchor = node.attribs['id'] ?? null;
    const level = headingLevel(node);
    if (level !== null && !hasBlocks(node, IN_HEADINGS)) {
      words(node, inner);
      flush('heading', inner, { level, anchor, strong: false, lead: null });
    } else if (name === 'tr' && !hasBlocks(node) && cellsOf(node) > 1) {
      row(node, inner);
    } else if (name === 'li') {
      children(node, inner);
      flush('item', inner, { level: Math.max(1, inner.lists), ordinal: ordinalOf(node), anchor });
    } else {
      children(node, inner);
      flush('paragraph', inner, anchor === null ? {} : { anchor });
    }
  };

  /** All that an element says as one line, whatever its parts are. */
  const words = (node: Element, place: Place) => {
    for (const child of node.children) {
      if (child.type !== 'tag' || !IN_HEADINGS.has(child.name) || isHidden(child)) walk(child, place);
      else words(child, { ...place, depth: place.depth + 1 });
    }
  };

  /** Text that stands before an inner block still belongs to the outer one. */
  const flushAs = (node: Element, place: Place) => {
    const item = node.parent && 'name' in node.parent && node.parent.name === 'li';
    flush(item ? 'item' : 'paragraph', place, item ? { level: Math.max(1, place.lists) } : {});
  };

  const row = (node: Element, place: Place) => {
    for (const [at, cell] of node.children.entries()) {
      if (cell.type !== 'tag') continue;
      if (at > 0 && inline.hasText) inline.add(' | ', false);
      children(cell, place);
    }
    flush('row', place);
  };

  const start: Place = { region: null, lists: 0, strong: false, depth: 0 };
  for (const node of $.root()[0]?.children ?? []) walk(node, start);
  flush('paragraph', start);

  return {
    blocks,
    title: cleanText(head.title) || null,
    language: head.language?.trim() || null,
    modified: /^\d{4}-\d{2}-\d{2}/.exec(head.modified ?? '')?.[0] ?? null,
  };
}

function regionOf({ name, attribs }: Element, outer: Block['region']): Block['region'] {
  if (outer === 'frame') return 'frame';
  const role = attribs['role'] ?? '';
  const names = `${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`;
  if (FRAME_TAGS.has(name) || FRAME_ROLES.test(role)) return 'frame';
  if (outer === 'main') return NARROW_WORDS.test(names) ? 'frame' : 'main';
  if (name === 'main' || name === 'article' || role === 'main' || MAIN_WORDS.test(names)) return 'main';
  if (name === 'body' || name === 'html') return outer;
  if (name === 'header' || FRAME_WORDS.test(names)) return 'frame';
  return outer;
}

function headingLevel({ name, attribs }: Element): number | null {
  const level =
    /^h([1-6])$/.exec(name)?.[1] ?? (attribs['role'] === 'heading' ? attribs['aria-level'] : null);
  if (level) return Math.min(6, Math.max(1, Number(level) || 2));
  if (name === 'summary' || name === 'dt') return 7;
  const styled = HEADING_CLASS.exec(attribs['class'] ?? '')?.[1];
  if (styled) return Number(styled);
  const named = HEADING_WORDS.test(attribs['class'] ?? '');
  return named && /^(p|div|span|button|strong|b)$/.test(name) ? 7 : null;
}

function isStrong({ name, attribs }: Element): boolean {
  if (name === 'b' || name === 'strong' || name === 'big') return true;
  if (name === 'font') return Number(attribs['size'] ?? 0) >= 4;
  return /font-weight:\s*(bold|[6-9]00)|font-size:\s*(x?x-large|larger|1\.[2-9]|[2-9](\.\d)?r?em|(1[8-9]|[2-9]\d)p[xt])/i.test(
    attribs['style'] ?? '',
  );
}

const DATED = new Set(['article:modified_time', 'dcterms.modified', 'last-modified']);

/** What a document says of itself, the first of each. Selectors would take the square of its elements. */
function headOf(nodes: readonly AnyNode[]): {
  readonly base: string | undefined;
  readonly title: string;
  readonly language: string | undefined;
  readonly modified: string | undefined;
} {
  const found: {
    base?: string | undefined;
    title?: string;
    language?: string;
    modified?: string;
  } = {};
  const waiting = [...nodes].reverse();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!('attribs' in node)) continue;
    const { name, attribs, children } = node;
    if (name === 'base') found.base ??= attribs['href'] || undefined;
    else if (name === 'html') found.language ??= attribs['lang'] ?? '';
    else if (name === 'title')
      found.title ??= children.map(child => (child.type === 'text' ? child.data : '')).join('');
    else if (name === 'meta' && DATED.has(attribs['property'] ?? attribs['name'] ?? ''))
      found.modified ??= attribs['content'] ?? '';
    for (let at = children.length - 1; at >= 0; at--) {
      const child = children[at];
      if (child) waiting.push(child);
    }
  }
  return {
    base: found.base,
    title: found.title ?? '',
    language: found.language,
    modified: found.modified,
  };
}

function isHidden({ attribs }: Element): boolean {
  return (
    'hidden' in attribs ||
    attribs['aria-hidden'] === 'true' ||
    /display:\s*none|visibility:\s*hidden/i.test(attribs['style'] ?? '')
  );
}

function hasBlocks(node: Element, but: ReadonlySet<string> = CELLS): boolean {
  return node.children.some(
    child =>
      child.type === 'tag' && ((BREAKS.has(child.name) && !but.has(child.name)) || hasBlocks(child, but)),
  );
}

/** A row of one cell lays a page out; it is no table. */
function cellsOf(row: Element): number {
  return row.children.filter(child => child.type === 'tag' && CELLS.has(child.name)).length;
}

function ordinalOf(node: Element): string | null {
  const { parent } = node;
  if (parent?.type !== 'tag' || parent.name !== 'ol') return null;
  const place = parent.children.filter(child => child.type === 'tag' && child.name === 'li').indexOf(node);
  return String(place + Number(parent.attribs['start'] ?? 1));
}
