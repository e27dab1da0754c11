import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadDirectory } from '../../../knowledge/directory/directory.ts';
import { findDate } from '../../../knowledge/ingest/find/find-date.ts';
import { findHours } from '../../../knowledge/ingest/find/find-hours.ts';
import { findLines } from '../../../knowledge/ingest/find/find-lines.ts';
import { findSections } from '../../../knowledge/ingest/find/find-sections.ts';
import { languageGuide } from '../../../knowledge/ingest/find/language-of.ts';
import { passagesOf } from '../../../knowledge/ingest/passages-of.ts';
import { plainBlock } from '../../../knowledge/ingest/read/block.ts';
import { cleanUrl, decodeWindows1252, repairText } from '../../../knowledge/ingest/read/repair-text.ts';

const paragraphs = (...texts: string[]) => texts.map(text => plainBlock('paragraph', text));

describe('mending of text', () => {
  test.each([
    ['donâ€™t', 'don’t'],
    ['Â©2020', '©2020'],
    ['programs.Â\u00a0We', 'programs.\u00a0We'],
    ['(TTY 711)Â 24 hours', '(TTY 711) 24 hours'],
    ['close Ã—', 'close ×'],
    ['espaÃ±ol', 'español'],
    ['donÃ¢â‚¬â„¢t', 'don’t'],
    ['Õ€Õ¡Õ½', 'Հաս'],
  ])('%s becomes %s', (broken, meant) => {
    expect(repairText(broken)).toBe(meant);
  });

  test.each([
    'Ân huệ của Âu Cơ',
    'CHÂU Â',
    'señor',
    'Հայերեն',
    'TÔ”',
    '你好',
    'naïve façade',
  ])('leaves %s as it is', text => {
    expect(repairText(text)).toBe(text);
  });

  test('brings back any text of our languages that was read with the wrong letters, even twice', () => {
    const word = fc.constantFrom(
      ...[
        'don’t',
        'señor',
        'được',
        'Հայերեն',
        'русский',
        '한국어',
        '请打电话',
        'សួស្តី',
        'سلامتی',
        '“plain”',
        '–',
        '©',
      ],
    );
    const misread = (text: string) => decodeWindows1252(new TextEncoder().encode(text));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), words => {
        const meant = words.join(' ');
        expect(repairText(misread(meant))).toBe(meant);
        expect(repairText(misread(misread(meant)))).toBe(meant);
      }),
      { numRuns: 200 },
    );
  });

  test('gives addresses whole and without what tracks, and none for scripts', () => {
    expect(cleanUrl('../a?utm_source=x&q=1#c', 'https://a.example/b/c')).toBe('https://a.example/a?q=1#c');
    expect(cleanUrl('mailto:%C3%A2%C2%80%C2%8Bask@a.example', 'https://a.example/')).toBe(
      'mailto:ask@a.example',
    );
    expect(cleanUrl('javascript:alert(1)', 'https://a.example/')).toBeNull();
    expect(cleanUrl('http://[', 'https://a.example/')).toBeNull();
  });
});

describe('hours', () => {
  test.each([
    ['open 24 hours a day, 7 days a week', { kind: 'always' }],
    ['call 24/7', { kind: 'always' }],
    [
      'Monday to Friday, 7:30 a.m. to 5:30 p.m.',
      { days: ['mon', 'tue', 'wed', 'thu', 'fri'], open: '07:30', close: '17:30' },
    ],
    [
      'Mon – Sat, 8am – noon',
      { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], open: '08:00', close: '12:00' },
    ],
    ['8 a.m. to 8 p.m., Saturday through Sunday', { days: ['sun', 'sat'], open: '08:00', close: '20:00' }],
  ])('are read from "%s"', (text, hours) => {
    expect(findHours(text)).toMatchObject(hours);
  });

  test('are none where there are no times', () => {
    expect(findHours('Come on Monday to our office.')).toBeNull();
  });
});

describe('phone lines', () => {
  test('are found in a running sentence, each with its own TTY', () => {
    const text =
      'Call Member Help at (800) 555-0101 (TTY: 711), or the county at 1.800.555.0102, TTY 1-800-555-0103.';
    expect(findLines(paragraphs(text))).toMatchObject([
      { number: '1-800-555-0101', tty: '711' },
      { number: '1-800-555-0102', tty: '1-800-555-0103' },
    ]);
  });

  test('are no dates, prices, ZIP codes or record numbers', () => {
    expect(
      findLines(
        paragraphs('Since 02-15-2024 it costs $1,200. Los Angeles, CA 90017-2345. Form 123-45-6789.'),
      ),
    ).toEqual([]);
  });

  test('tell a fax from a phone', () => {
    expect(findLines(paragraphs('Fax: 1-800-555-0101'))[0]?.fax).toBe(true);
  });
});

describe('sections', () => {
  test('are no steps of a list, though those are numbered', () => {
    const found = findSections(
      'Ride',
      paragraphs('To get a ride:', '1. Call us.', '2. Say where you go.', '3. Wait at the door.'),
    );
    expect(found.map(({ heading }) => heading)).toEqual(['Ride']);
  });

  test('go on where the site forgot a number, and below numbers with dots', () => {
    const found = findSections(
      'Rules',
      paragraphs(
        '1. One',
        'Text of one is here.',
        '3. Three',
        'Text of three is here.',
        '3.1. Inner',
        'Text of the inner one.',
        '4. Four',
        'Text of four.',
      ),
    );
    expect(found.map(({ number, path }) => [number, path.length])).toEqual([
      ['1', 2],
      ['3', 2],
      ['3.1', 3],
      ['4', 2],
    ]);
  });

  test('keep their mark when only spaces, case or quotes change, not when a word does', () => {
    const [one, spaced, other] = ['Say "yes" now.', 'say “Yes”  now', 'Say "no" now.'].map(
      text => findSections('T', paragraphs(text))[0]?.mark,
    );
    expect(spaced).toBe(one);
    expect(other).not.toBe(one);
  });
});

describe('dates', () => {
  test.each([
    ['Last Updated: February 15, 2024', '2024-02-15'],
    ['Revised 3/1/24', '2024-03-01'],
    ['Effective date: 2025-01-31', '2025-01-31'],
    ['updated February 31, 2024', null],
    ['Born on May 1, 1990', null],
  ])('of "%s" is %s', (text, day) => {
    expect(findDate(text)).toBe(day);
  });
});

describe('languages', () => {
  const guide = languageGuide(loadDirectory());
  test('of links come from the label first, then from the code in the file name', () => {
    expect(guide.ofLink('Handbook (Farsi)', 'https://a.example/x_en.pdf')).toBe('fa');
    expect(guide.ofLink('Handbook', 'https://a.example/handbook_sp_2024.pdf')).toBe('es');
    expect(guide.ofLink('Handbook', 'https://a.example/handbook.pdf')).toBeNull();
    expect(guide.ofFile('https://a.example/a1_nopp_ar_9.pdf')).toBe('hy');
    expect(guide.ofFile('https://a.example/a1_nopp_ab_9.pdf')).toBe('ar');
  });

  test.each([
    ['en', 'You can call the number for your plan and ask for help with a ride.'],
    ['es', 'Llame a su plan para pedir ayuda con el transporte y las citas que usted tiene.'],
    ['tl', 'Tumawag sa inyong plano kung kailangan ninyo ng tulong para sa mga biyahe.'],
    ['vi', 'Quý vị có thể gọi cho chương trình của mình và không cần trả tiền.'],
    ['fa', 'برای کمک گرفتن با شماره طرح خود تماس بگیرید و پرسش خود را بگویید'],
    ['ar', 'اتصل برقم خطتك واطلب المساعدة في النقل إلى الطبيب مجانا'],
    ['km', 'សូមទូរស័ព្ទទៅលេខគម្រោងរបស់អ្នក ដើម្បីសុំជំនួយ'],
  ])('%s is told from its text', (tag, text) => {
    expect(guide.ofText(text)).toBe(tag);
  });
});

describe('passages', () => {
  test('are short, in order, and lose no word', () => {
    const text = Array.from(
      { length: 60 },
      (_, place) => `Sentence number ${place} has some words in it.`,
    ).join(' ');
    const page = {
      url: 'https://a.example/',
      title: 'T',
      language: 'en',
      updated: null,
      links: [],
      lines: [],
    };
    const sections = findSections('T', paragraphs(text));
    const found = passagesOf({ ...page, sections });
    expect(found.length).toBeGreaterThan(4);
    for (const passage of found) expect(passage.text.split(/\s+/).length).toBeLessThanOrEqual(90);
    expect(found.map(passage => passage.text).join(' ')).toBe(text);
  });
});
