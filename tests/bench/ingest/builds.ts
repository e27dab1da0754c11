import { PDFDocument, type PDFFont, StandardFonts } from 'pdf-lib';
import type { DocumentForm } from '../../../knowledge/ingest/read/read-document.ts';
import { bareFrame, classFrame, namedFrame } from './html-frame.ts';
import type { MadeUpPage, MadeUpSection } from './made-up-page.ts';

/** A way in which sites build their pages. */
export interface Build {
  readonly name: string;
  readonly form: DocumentForm;
  make(page: MadeUpPage): string | Promise<Uint8Array>;
}

type Frame = (title: string, content: string) => string;
type Head = (section: MadeUpSection, place: number) => string;

function html(
  name: string,
  frame: Frame,
  head: Head,
  wrap: (section: string) => string = text => text,
): Build {
  return {
    name,
    form: 'html',
    make: page => {
      const body = page.sections.map((section, place) => wrap(head(section, place) + textOf(section)));
      return frame(page.title, `<p>${page.intro}</p>${body.join('\n')}`);
    },
  };
}

function textOf({ paragraphs, items, steps, note }: MadeUpSection): string {
  const list = items.length > 0 ? `<ul>${items.map(item => `<li>${item}</li>`).join('')}</ul>` : '';
  const numbered = steps.map((step, place) => `<p>${place + 1}. ${step}</p>`).join('');
  const noted = note === null ? '' : `<p><strong>Please note:</strong> ${note}</p>`;
  return paragraphs.map(text => `<p>${text}</p>`).join('') + list + numbered + noted;
}

function markdown(name: string, head: Head, frame = true): Build {
  const menu = '* [Home](/)\n* [Plans](/plans)\n* [Members](/members)\n* [News](/news)\n';
  return {
    name,
    form: 'markdown',
    make: page => {
      const body = page.sections.map((section, place) => {
        const list = section.items.map(item => `* ${item}`).join('\n');
        const steps = section.steps.map((step, at) => `${at + 1}. ${step}`).join('\n');
        const note = section.note === null ? '' : `**Please note:** ${section.note}`;
        return [head(section, place), ...section.paragraphs, list, steps, note].filter(Boolean).join('\n\n');
      });
      const main = `${page.title}\n${'='.repeat(20)}\n\n${page.intro}\n\n${body.join('\n\n')}\n`;
      return frame ? `${menu}\n${main}\nOur sites\n---------\n\n${menu}\nPlan ©2024\n\n${menu}` : main;
    },
  };
}

function pdf(
  name: string,
  sizes: { readonly head: number; readonly text: number },
  numbered: boolean,
): Build {
  return {
    name,
    form: 'pdf',
    make: async page => {
      const document = await PDFDocument.create();
      const font = await document.embedFont(StandardFonts.TimesRoman);
      const bold = await document.embedFont(StandardFonts.TimesRomanBold);
      let sheet = document.addPage([612, 792]);
      let y = 740;
      const write = (text: string, size: number, using: PDFFont, space: number) => {
        y -= space;
        for (const line of broken(text, size, using)) {
          if (y < 60) {
            sheet = document.addPage([612, 792]);
            y = 740;
          }
          sheet.drawText(line, { x: 60, y, size, font: using });
          y -= size * 1.2;
        }
      };
      write(page.title, 20, bold, 0);
      write(page.intro, sizes.text, font, 10);
      for (const [place, section] of page.sections.entries()) {
        write(numbered ? `${place + 1}. ${section.heading}` : section.heading, sizes.head, bold, 14);
        for (const text of section.paragraphs) write(text, sizes.text, font, 8);
        for (const item of section.items) write(`• ${item}`, sizes.text, font, 4);
        for (const [at, step] of section.steps.entries()) write(`${at + 1}. ${step}`, sizes.text, font, 6);
        if (section.note !== null) write(`Please note: ${section.note}`, sizes.text, font, 8);
      }
      for (const [place, each] of document.getPages().entries())
        each.drawText(`Member help, page ${place + 1}`, { x: 260, y: 24, size: 8, font });
      return document.save();
    },
  };
}

function broken(text: string, size: number, font: PDFFont): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const joined = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && font.widthOfTextAtSize(joined, size) < 480) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
}

/** Twenty builds, from markup that tells everything to none that tells anything. */
export const BUILDS: readonly Build[] = [
  html('h2 in main', namedFrame, ({ heading }) => `<h2>${heading}</h2>`),
  html(
    'h3 in section, by class',
    classFrame,
    ({ heading }) => `<h3>${heading}</h3>`,
    text => `<section>${text}</section>`,
  ),
  html('h2, nothing marked', bareFrame, ({ heading }) => `<h2>${heading}</h2>`),
  html('numbered h2', namedFrame, ({ heading }, place) => `<h2>${place + 1}. ${heading}</h2>`),
  html('numbered paragraphs', bareFrame, ({ heading }, place) => `<p>${place + 1}. ${heading}</p>`),
  html(
    'numbered bold paragraphs',
    classFrame,
    ({ heading }, place) => `<p><b>${place + 1}) ${heading}</b></p>`,
  ),
  html('Section 1: …', bareFrame, ({ heading }, place) => `<p>Section ${place + 1}: ${heading}</p>`),
  html(
    'roman numbers',
    namedFrame,
    ({ heading }, place) =>
      `<p>${['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'][place]}. ${heading}</p>`,
  ),
  html('bold paragraphs', classFrame, ({ heading }) => `<p><strong>${heading}</strong></p>`),
  html('bold, then a line break', bareFrame, ({ heading }) => `<b>${heading}</b><br>`),
  html('capitals', bareFrame, ({ heading }) => `<p>${heading.toUpperCase()}</p>`),
  html(
    'large letters by style',
    namedFrame,
    ({ heading }) => `<div><span style="font-size: 1.4em">${heading}</span></div>`,
  ),
  html(
    'accordion of details',
    namedFrame,
    ({ heading }) => `<summary>${heading}</summary>`,
    text => `<details>${text}</details>`,
  ),
  html(
    'accordion of buttons',
    classFrame,
    ({ heading }) => `<button class="accordion-header">${heading}</button>`,
    text => `<div class="accordion-item">${text}</div>`,
  ),
  html('role=heading', bareFrame, ({ heading }) => `<div role="heading" aria-level="2">${heading}</div>`),
  html('questions as paragraphs', namedFrame, ({ heading }) => `<p>What about ${heading.toLowerCase()}?</p>`),
  markdown('Markdown, #', ({ heading }) => `## ${heading}`, false),
  markdown('saved Markdown, numbers', ({ heading }, place) => `${place + 1}\\. ${heading}`),
  pdf('PDF, larger headings', { head: 15, text: 11 }, false),
  pdf('PDF, numbers of text size', { head: 11, text: 11 }, true),
];
