import { PDFDocument, StandardFonts } from 'pdf-lib';

/** A made-up health plan's site, in the shape that such sites have: menus twice, alert, sidebar, footer, contact box. */
export interface HarborSite {
  /** Path → HTML. */
  readonly pages: ReadonlyMap<string, string>;
  /** Path → PDF. The letters in the name are the plan's own, no ISO code: `ar` is Armenian here too. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const MENU = [
  ['/', 'Home'],
  ['/plans/bay', 'Bay Plan'],
  ['/members/rides', 'Rides'],
  ['/members/cards', 'Member Cards'],
  ['/privacy', 'Privacy'],
  ['/contact', 'Contact'],
] as const;

function menu(kind: string): string {
  const items = MENU.map(([path, label]) => `<li><a href="${path}">${label}</a></li>`).join('');
  return `<div class="${kind}"><h2>Main navigation</h2><ul>${items}</ul></div>`;
}

/** The frame of every page around its content. */
export function harborPage(title: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} | Harbor Health</title></head><body>
<a class="skip-link" href="#main-content">Skip to main content</a>
<div class="alert">IMPORTANT: Bay Plan papers are due soon. If you donâ€™t send them, ask the county office at 1-866-555-0130.</div>
${menu('main-menu')}
<div id="main-content"><h1>${title}</h1>${content}</div>
<div class="sidebar"><h2>Resource</h2>
<p><a href="/files/hh12_nopp_en_01.pdf">Notice of Privacy Practices (English)</a></p>
<p><a href="/files/hh12_nopp_ar_01.pdf">Notice of Privacy Practices (Armenian)</a></p></div>
<div class="footer-links"><h2>Our Organization</h2><ul><li><a href="https://elsewhere.example/jobs">Careers</a></li></ul></div>
<p>Harbor Health Â©2020-2024</p>
<div class="contact-box"><h4>Bay Plan Member Help</h4><p>1-888-4HARBOR (<a href="tel:+18884427267">1-888-442-7267</a>)Â (TTY 711)Â 24 hours a day</p>
<h4>Office for Doctors</h4><p>1-866-555-0177</p>
<p>Our people are there 24 hours a day, 7 days a week, also on holidays.</p></div>
${menu('mobile-menu')}
</body></html>`;
}

const RIDES = `<p>Bay Plan members may get a free ride to a doctor, a clinic or a drugstore. Ask for it two work days ahead.</p>
<h2 id="book">How to book a ride</h2><p>Call 1-877-555-0142 (TTY 1-800-555-0199), Monday to Friday, 7:30 a.m. to 5:30 p.m. Say where you go and when you must be there.</p>
<h2 id="cancel">How to cancel a ride</h2><p>Tell the driver's office no later than two hours before your ride. Nobody pays for a ride that was called off in time.</p>`;

const CARDS = `<p>Your card comes by mail within ten days of the day you join.</p>
<h2>Lost cards</h2><p>Ask for a new card online or by phone. It is free, and your old number stays the same.</p>`;

/** Privacy text with numbered paragraphs that are no headings, as such pages have it. */
export function privacyText(cookieText: string, surveys = true): string {
  const sections = [
    [
      'What We Keep',
      'We keep what you type into our forms, and nothing that you did not give us yourself, for as long as the law wants.',
    ],
    ['Cookies', cookieText],
    ...(surveys
      ? [
          [
            'Surveys',
            'Now and then we ask how a visit to our pages went. You may say no, and no answer is tied to your name.',
          ],
        ]
      : []),
    [
      'Children',
      'Our pages are meant for grown people. We delete at once what a child wrote, as soon as we hear of it.',
    ],
  ];
  const body = sections
    .map(([heading, text], place) => `<p>${place + 1}. ${heading}</p><p>${text}</p>`)
    .join('\n');
  return `<p><strong>Last Updated: March 4, 2024</strong></p><p>This page tells what Harbor Health does with what you tell us on our pages, and whom you may ask about it.</p>
${body}<p>HOW WE USE WHAT WE KEEP</p><p>We may use it to:</p><ul><li>answer you</li><li>send what you asked for</li></ul>
<p>5. Write to Us</p><p>Our office opens your letters and mails: <a href="mailto:%C3%A2%C2%80%C2%8Bask@harbor.example">ask@harbor.example</a>. It takes two days.</p>`;
}

/** What a cookie is, in the words of the first crawl. */
export const COOKIES_BEFORE =
  'A cookie is a small note that our pages leave in your browser. You can turn cookies off, and most pages still work.';

/** The site as it is first. */
export async function harborSite(): Promise<HarborSite> {
  return {
    pages: new Map([
      [
        '/',
        harborPage(
          'Harbor Health',
          '<p>We look after people by the bay, from babies to grandparents, in every language they speak at home.</p>',
        ),
      ],
      [
        '/plans/bay',
        harborPage(
          'Bay Plan',
          '<p>Bay Plan is for people with a small income who live by the bay. It pays for doctors, drugs and hospital days.</p>',
        ),
      ],
      ['/members/rides', harborPage('Rides', RIDES)],
      ['/members/cards', harborPage('Member Cards', CARDS)],
      ['/privacy', harborPage('Privacy', privacyText(COOKIES_BEFORE))],
      [
        '/contact',
        harborPage(
          'Contact',
          '<p>Call the number of your plan, any time. Letters go to 12 Pier Street. We answer every letter that we get.</p>',
        ),
      ],
      [
        '/secret/plans',
        harborPage(
          'Secret',
          '<p>Nobody may read this page by machine, and robots.txt says so to all who ask before they come.</p>',
        ),
      ],
    ]),
    files: new Map([
      ['/files/hh12_nopp_en_01.pdf', await noticePdf()],
      ['/files/hh12_nopp_ar_01.pdf', await noticePdf()],
    ]),
  };
}

let made: Promise<Uint8Array> | null = null;

/** Drawn once: every site has the same. */
function noticePdf(): Promise<Uint8Array> {
  made ??= drawNotice();
  return made;
}

async function drawNotice(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const plain = await pdf.embedFont(StandardFonts.Helvetica);
  for (const [heading, text] of [
    [
      'Your Rights',
      'You may ask us for a copy of all that we hold about your health. You get it within thirty days.',
    ],
    [
      'Our Duties',
      'We must keep your health record safe and tell you at once when someone saw it who should not have.',
    ],
    [
      'Complaints',
      'You may complain to us or to the federal office. Nobody may treat you worse because you did so.',
    ],
  ] as const) {
    const page = pdf.addPage([612, 792]);
    page.drawText('Harbor Health Notice', { x: 50, y: 760, size: 8, font: plain });
    page.drawText(heading, { x: 50, y: 700, size: 18, font: plain });
    const [first = '', second = ''] = text.split(/(?<=\.) /);
    page.drawText(first, { x: 50, y: 670, size: 11, font: plain });
    page.drawText(second, { x: 50, y: 656, size: 11, font: plain });
    page.drawText(`Page ${pdf.getPageCount()} of 3`, { x: 280, y: 30, size: 8, font: plain });
  }
  pdf.setModificationDate(new Date('2024-03-04T12:00:00Z'));
  return pdf.save();
}
