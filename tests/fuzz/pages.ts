import { PDFDocument, StandardFonts } from 'pdf-lib';

/** A page with what pages have: menus, headings, lists, tables, phone lines, links of all kinds. */
export const HTML_PAGE = `<!doctype html><html lang="en"><head><title>Questions | Plan</title>
<meta charset="utf-8"><meta property="article:modified_time" content="2026-01-31T00:00:00Z">
<link rel="canonical" href="https://plan.example/faq"><base href="https://plan.example/"></head><body>
<nav class="menu"><ul><li><a href="/a">A</a></li><li><a href="javascript:x()">B</a></li></ul></nav>
<main class="main-content"><h1>Questions about your café plan</h1>
<p>Call <b>Member Services</b> at <a href="tel:18005550100">1-800-555-0100</a> (TTY: 711), Monday to Friday, 8 am to 5 pm.</p>
<h2 id="card">4. ID card</h2><ol start="3" type="a"><li>Sign in<ul><li>or call</li></ul></li><li>Wait ten days</li></ol>
<p><strong>Please note:</strong> it is free of charge for all of the members of the plan in the county.</p>
<table><tr><td>Notice</td><td><a href="nopp_es.pdf?utm_source=x">Aviso (Spanish)</a></td></tr></table>
<div hidden>secret</div><details><summary>More</summary>text<br>line</details></main>
<footer>© 2026 Plan. Last updated January 31, 2026.</footer></body></html>`;

/** The same kind of page as a saver writes it. */
export const MARKDOWN_PAGE = `---
url: https://plan.example/faq
---
# Questions

Call **Member Services** at [1-800-555-0100](tel:18005550100 "call") (TTY: 711).

4\\. ID card
===========

1. Sign in  
   or call
    * nested _item_
2. ![picture](a.png) Wait <https://plan.example/x>

## What if I lose it?

**Please note:** it is free of charge for all of the members of the plan in the whole county and beyond.

Updated 1/31/2026
`;

export const SITEMAP =
  '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://plan.example/a</loc></url><url><loc> https://plan.example/b?x=1&amp;y=2 </loc></url></urlset>';

/** A PDF of two pages with headings, a list and page numbers. */
export async function pdfPage(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle('Member handbook');
  document.setModificationDate(new Date('2026-01-31T00:00:00Z'));
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const number of [1, 2]) {
    const page = document.addPage([400, 300]);
    page.drawText(`Part ${number}`, { x: 40, y: 250, size: 20, font });
    page.drawText('Call Member Services at 1-800-555-0100 when you need a new card.', {
      x: 40,
      y: 220,
      size: 10,
      font,
    });
    page.drawText('- by phone', { x: 40, y: 200, size: 10, font });
    page.drawText(`Page ${number} of 2`, { x: 180, y: 20, size: 8, font });
  }
  return document.save({ useObjectStreams: false });
}
