import type { Build } from './builds.ts';
import type { MadeUpPage, MadeUpSection } from './made-up-page.ts';

const LINKS = ['Start', 'Join', 'Benefits', 'Pharmacy', 'Get care', 'Forms', 'Careers'];

function menu(separator: string): string {
  return LINKS.map(name => `<a href="/${name.toLowerCase()}.aspx">${name}</a>`).join(separator);
}

function texts({ paragraphs, items, steps, note }: MadeUpSection): readonly string[] {
  const numbered = steps.map((step, place) => `${place + 1}. ${step}`);
  return [...paragraphs, ...items, ...numbered, ...(note === null ? [] : [`Please note: ${note}`])];
}

function html(name: string, make: (page: MadeUpPage) => string): Build {
  return { name, form: 'html', make };
}

/** A page of 1999: everything in tables, sizes by `font`, lines by `br`. */
const tables = html('layout tables and font tags', ({ title, intro, sections }) => {
  const body = sections.map(
    section =>
      `<tr><td bgcolor="#336699"><font color="white" size="4">${section.heading}</font></td></tr>
<tr><td><font size="2">${texts(section).join('<br><br>')}</font></td></tr>`,
  );
  return `<html><head><title>${title}</title></head><body><table width="100%"><tr><td colspan="2">${menu(' | ')}</td></tr>
<tr><td width="150" valign="top"><table><tr><td>${menu('</td></tr><tr><td>')}</td></tr></table></td>
<td><h1>${title}</h1><font size="2">${intro}</font><table>${body.join('')}</table></td></tr></table>
<center><font size="1">Copyright 2024 The Plan. ${menu(' - ')}</font></center></body></html>`;
});

/** Terms and what is said of them. */
const definitions = html('definition list', ({ title, intro, sections }) => {
  const body = sections.map(
    section =>
      `<dt>${section.heading}</dt>${texts(section)
        .map(text => `<dd>${text}</dd>`)
        .join('')}`,
  );
  return `<!doctype html><html><head><title>${title} - Member Guide</title></head><body><div id="hd">${menu('')}</div>
<div id="bd"><h1>${title}</h1><p>${intro}</p><dl>${body.join('')}</dl></div><div id="ft">${menu(' · ')}<p>© 2025 Member Guide</p></div></body></html>`;
});

/** Saved from Word as a web page: every look in a style, every space a hard one. */
const word = html('exported from Word', ({ title, intro, sections }) => {
  const line = (text: string) =>
    `<p class=MsoNormal style='margin-bottom:8.0pt'><span style='font-size:11.0pt;font-family:"Calibri",sans-serif'>${text}<o:p></o:p></span></p>`;
  const body = sections.map(
    section =>
      `<p class=MsoNormal><b><span style='font-size:12.0pt;color:#1F3864'>${section.heading}<o:p></o:p></span></b></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>${texts(section).map(line).join('\n')}`,
  );
  return `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15"><title>${title}</title>
<style><!-- p.MsoNormal {margin:0in;} --></style></head><body lang=EN-US><div class=WordSection1>
<p class=MsoTitle><span style='font-size:28.0pt'>${title}</span></p>${line(intro)}${body.join('\n')}</div></body></html>`;
});

/** Panels inside of a panel; what opens them are buttons that say nothing by their class. */
const nested = html('nested accordion of aria buttons', ({ title, intro, sections }) => {
  const panels = sections.map(
    (section, place) =>
      `<div class="x9"><h3 class="x4"><button aria-expanded="false" aria-controls="p${place}"><span>${section.heading}</span><svg><path d="M0"/></svg></button></h3>
<div id="p${place}" role="region"><div>${texts(section)
        .map(text => `<p>${text}</p>`)
        .join('')}</div></div></div>`,
  );
  return `<!doctype html><html lang="en"><head><title>${title}</title></head><body><div class="x1" role="navigation">${menu('')}</div>
<div class="x2"><h1>${title}</h1><div class="x3"><p>${intro}</p></div><div class="x8"><h2><button aria-expanded="true">All answers</button></h2><div>${panels.join('')}</div></div></div>
<div class="x7" role="contentinfo">${menu('')}</div></body></html>`;
});

/** Underlined lines between plain text, all of it in one `div` with line breaks. */
const underlined = html('underlined lines and line breaks', ({ title, intro, sections }) => {
  const body = sections.map(
    section => `<u><b>${section.heading}</b></u><br />${texts(section).join('<br /><br />')}`,
  );
  return `<html><head><title>${title}</title></head><body><p>${menu(' | ')}</p><h1>${title}</h1><div>${intro}<br /><br />${body.join('<br /><br />')}</div><hr><p>${menu(' | ')}</p></body></html>`;
});

/** Headings by the classes of a framework, tabs above them that say the same. */
const classes = html('tabs and cards, headings by class', ({ title, intro, sections }) => {
  const tabs = sections.map(
    ({ heading }, place) => `<li role="tab"><a href="#t${place}">${heading}</a></li>`,
  );
  const cards = sections.map(
    (section, place) =>
      `<div class="card" role="tabpanel" id="t${place}"><div class="card-head"><p class="h3 mb-0">${section.heading}</p></div>
${texts(section)
  .map(text => `<p class="card-text">${text}</p>`)
  .join('')}</div>`,
  );
  return `<!doctype html><html><head><title>${title}</title></head><body><div class="navbar">${menu(' ')}</div><main><p class="h1">${title}</p><p>${intro}</p>
<ul role="tablist">${tabs.join('')}</ul>${cards.join('')}</main><div class="footer">${menu(' ')}</div></body></html>`;
});

/** Question left, answer right. */
const columns = html('two columns', ({ title, intro, sections }) => {
  const rows = sections.map(
    section =>
      `<tr><td><b>${section.heading}</b></td><td>${texts(section)
        .map(text => `<p>${text}</p>`)
        .join('')}</td></tr>`,
  );
  return `<html><head><title>${title}</title></head><body><div class="nav">${menu(' ')}</div><h1>${title}</h1><p>${intro}</p><table>${rows.join('')}</table><div class="footer">${menu(' ')}</div></body></html>`;
});

/** Builds that were written after the finder, in the manner of sites it was not made for. */
export const ODD_BUILDS: readonly Build[] = [tables, definitions, word, nested, underlined, classes, columns];
