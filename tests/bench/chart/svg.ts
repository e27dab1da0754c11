/** Colours of a chart on light and dark ground, as classes: `text`, `faint`, `ours`, `other`, `rule`. */
const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #1f2328; }
  .title { font-weight: 600; font-size: 14px; }
  .faint { fill: #59636e; }
  .ours { fill: #0969da; }
  .other { fill: #8c959f; }
  .rule { stroke: #d1d9e0; stroke-width: 1; }
  .ground { fill: #ffffff; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc; }
    .faint { fill: #9198a1; }
    .ours { fill: #4493f8; }
    .other { fill: #656c76; }
    .rule { stroke: #3d444d; }
    .ground { fill: #0d1117; }
  }
`;

type Attributes = Readonly<Record<string, string | number>>;

/** One SVG element; text content is escaped. */
export function element(name: string, attributes: Attributes, text?: string): string {
  const listed = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(typeof value === 'number' ? String(round(value)) : value)}"`)
    .join('');
  return text === undefined ? `<${name}${listed}/>` : `<${name}${listed}>${escaped(text)}</${name}>`;
}

/** A whole picture, readable on light and dark ground. @param label says in a sentence what it shows, for screen readers */
export function picture(width: number, height: number, label: string, elements: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(label)}">`,
    `<style>${STYLE}</style>`,
    element('rect', { class: 'ground', width, height }),
    ...elements,
    '</svg>\n',
  ].join('\n');
}

function escaped(text: string): string {
  return text.replace(/[<>&"]/g, character => `&#${character.charCodeAt(0)};`);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
