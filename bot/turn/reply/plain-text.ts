import type { LineView, Part, ReplyView } from './reply-view.ts';

/** The whole reply as plain text: what a client without cards shows, what staff read, what `ask` prints. */
export function plainText(view: ReplyView): string {
  const paragraphs = view.parts.map(partText).filter(Boolean);
  if (view.prompt) paragraphs.push(view.prompt);
  if (view.choices.length > 0) {
    paragraphs.push(view.choices.map((choice, place) => `${place + 1}. ${choice.label}`).join('\n'));
  }
  return paragraphs.join('\n\n');
}

function partText(part: Part): string {
  switch (part.kind) {
    case 'text':
    case 'reference':
      return part.text;
    case 'answer':
      return part.text;
    case 'lines':
      return part.lines.map(lineText).join('\n');
    case 'links':
      return part.links.map(({ label, url }) => `${label}: ${url}`).join('\n');
  }
}

function lineText(line: LineView): string {
  const tty = line.tty === null ? '' : ` (${line.tty})`;
  return `${line.name}: ${line.number}${tty}. ${line.hours}`;
}
