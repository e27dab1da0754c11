import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directoryPhones } from '../../../../bot/turn/directory-phones.ts';
import { TEXT_CAP } from '../../../../bot/turn/masking/cap-text.ts';
import { createMasker } from '../../../../bot/turn/masking/masker.ts';
import { loadDirectory } from '../../../../knowledge/directory/directory.ts';

const phones = directoryPhones(loadDirectory());
const masker = createMasker({ phones });
const mask = (text: string) => masker.mask(text).text;

describe('what is masked', () => {
  it('puts the kind in place of the value and leaves the rest as it was', () => {
    expect(masker.mask('Hi!  my SSN is 123-45-6789 , ok?')).toEqual({
      text: 'Hi!  my SSN is [SSN] , ok?',
      found: ['SSN'],
    });
  });

  it.each([
    ['cin 91234567A', 'cin [CIN]'],
    ['BIC 91234567A81234', 'BIC [CIN]'],
    ['medicare 1EG4-TE5-MK73', 'medicare [MBI]'],
    ['visa 4111 1111 1111 1111', 'visa [CARD]'],
    ['member id: ABC123456', 'member id: [MEMBER_ID]'],
    ['dob 01/02/1980', 'dob [DOB]'],
    ['call (310) 555-1234', 'call [PHONE]'],
    ['maria at yahoo dot com', '[EMAIL]'],
    ['i live at 123 Maple St, Los Angeles, CA 90011', 'i live at [ADDRESS]'],
    ['my name is Maria Garcia', 'my name is [NAME]'],
    ['me llamo José Pérez y no tengo tarjeta', 'me llamo [NAME] y no tengo tarjeta'],
    ['меня зовут Иван Петров, помогите', 'меня зовут [NAME], помогите'],
    ['اسم من علی رضایی است', 'اسم من [NAME] است'],
    ['اسمي أحمد علي', 'اسمي [NAME]'],
    ['我叫王小明，想换医生', '我叫[NAME]，想换医生'],
    ['제 이름은 김민수입니다', '제 이름은 [NAME]입니다'],
    ['tên tôi là Nguyễn Văn An', 'tên tôi là [NAME]'],
    ['ang pangalan ko po ay Juan dela Cruz', 'ang pangalan ko po ay [NAME]'],
    ['Անունս Արամ Պետրոսյան է', 'Անունս [NAME] է'],
    ['ខ្ញុំឈ្មោះ សុខ ចាន់ថា', 'ខ្ញុំឈ្មោះ [NAME]'],
  ])('masks %s', (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  it.each([
    ['123-45-6789,123-45-6780', '[SSN],[SSN]'],
    ['9,123-45-6789', '9,[SSN]'],
    ['1.123-45-6789', '1.[SSN]'],
    ['$123-45-6789', '$[SSN]'],
    ['id(123-45-6789)', 'id[SSN])'],
    ['213-555-0147/213-555-0148', '[PHONE]/[PHONE]'],
    ['2135550147,2135550148', '[PHONE],[PHONE]'],
    ['4111-1111-1111-1111,12', '[CARD],12'],
  ])('masks what stands right beside something else: %s', (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  it('masks nine digits without dashes only beside a cue', () => {
    expect(mask('ssn 123456789')).toBe('ssn [SSN]');
    expect(mask('the form has 123456789 on it')).toBe('the form has 123456789 on it');
  });

  it('masks numbers in every script of the members, and with characters hidden between the digits', () => {
    expect(mask('۱۲۳-۴۵-۶۷۸۹')).toBe('[SSN]');
    expect(mask('١٢٣-٤٥-٦٧٨٩')).toBe('[SSN]');
    expect(mask('១២៣-៤៥-៦៧៨៩')).toBe('[SSN]');
    expect(mask('１２３－４５－６７８９')).toBe('[SSN]');
    expect(mask('1\u200b23-4\u200d5-67\u00ad89')).toBe('[SSN]');
    expect(mask('5 5 5 - 1 2 - 3 4 5 6')).toBe('[SSN]');
  });
});

describe('what is kept', () => {
  it.each([
    'call 1-888-839-9909, TTY 711, or 911 or 988',
    '1-833-LAC-DSNP and 1-888-4LA-CARE',
    '1200 W. 7th Street, Los Angeles, CA 90017',
    'P.O. Box 811610, Los Angeles, CA 90081',
    'communications-request@lacare.org',
    'it cost $1,250.00 on 03/15/2026 for 90 days',
    'i am 67, zip 90017, since 2024, open 7:30am-5:30pm',
    'my name is wrong on the card',
    'this is urgent',
    '我叫救护车要多少钱',
    'اسمي غلط بالبطاقة',
  ])('leaves %s', text => {
    expect(mask(text)).toBe(text);
  });

  it('masks a number that is not in the directory it was given', () => {
    expect(createMasker({ phones: [] }).mask('1-888-839-9909').text).toBe('[PHONE]');
  });
});

/** Plain words are looked at once; text full of beginnings of identifiers, some times more. */
const MOST_TIMES_PLAIN = 25;

describe('on any text', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc
      .array(
        fc.constantFrom(
          ...'my name is ssn dob 1 2 3 4 5 6 7 8 9 0 - . @ ( ) + [ ] A Maria St apt \n \ud800 اسمي 我叫 ១'.split(
            ' ',
          ),
        ),
        { maxLength: 60 },
      )
      .map(parts => parts.join(' ')),
    fc.array(fc.constantFrom(...'0123456789-. @/'.split('')), { maxLength: 60 }).map(parts => parts.join('')),
  );

  it('never throws, and masking twice changes nothing more', () => {
    fc.assert(
      fc.property(anything, text => {
        const once = mask(text);
        expect(mask(once)).toBe(once);
      }),
      { numRuns: 1500 },
    );
  });

  it('keeps every directory line among other words', () => {
    const words = fc.array(
      fc.constantFrom('call', 'ssn', 'my', 'name', 'is', 'member', 'id', 'the', 'líne', '说', 'رقم'),
      { maxLength: 6 },
    );
    const numbers = phones.filter(phone => /^1-\d{3}-\d{3}-\d{4}$/.test(phone));
    fc.assert(
      fc.property(words, fc.constantFrom(...numbers), words, (before, phone, after) => {
        expect(mask([...before, phone, ...after].join(' '))).toContain(phone);
      }),
    );
  });

  it('never leaves an SSN, whatever its digits and separators', () => {
    const area = fc.integer({ min: 1, max: 899 }).filter(number => number !== 666);
    const ssn = fc.tuple(area, fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 9999 }));
    const zero = fc.constantFrom(0x30, 0x660, 0x6f0, 0x17e0, 0xff10, 0x966);
    const separator = fc.constantFrom('-', ' ', '.', '–', '—', ' - ', '\u200b-', '－');
    fc.assert(
      fc.property(ssn, zero, separator, ([a, b, c], base, between) => {
        const groups = [String(a).padStart(3, '0'), String(b).padStart(2, '0'), String(c).padStart(4, '0')];
        const written = groups
          .map(group => [...group].map(digit => String.fromCodePoint(base + Number(digit))).join(''))
          .join(between);
        expect(mask(`hello ${written} bye`)).toBe('hello [SSN] bye');
      }),
    );
  });

  it('cuts off what is longer than it looks at, and leaves no number behind in part', () => {
    const long = `${'x'.repeat(TEXT_CAP - 5)} 123-45-6789 ${'y'.repeat(100)}`;
    const masked = mask(long);
    expect(masked).toMatch(/\[CUT\]$/);
    expect(masked).not.toMatch(/\d/);
    expect(mask(masked)).toBe(masked);
  });

  it.each([
    ['digits', '1'],
    ['spaced digits', '1 '],
    ['dashes', '1-'],
    ['at signs', 'a@'],
    ['cues', 'my name is '],
    ['streets', '12 maple '],
    ['dates', 'born 1/2/'],
    ['letters', 'a'],
    ['marks', 'e\u0301'],
    ['khmer', 'ឈ្មោះ'],
    ['dates of birth', 'dob 1/2/1990 '],
    ['titles', 'mr ян '],
    ['words around "at"', 'at a dot me '],
    ['what stands before a name', 'a-a-a-a-a-a-a is my name '],
  ])('takes no longer on a megabyte of %s than on plain words, by far', (_name, piece) => {
    const megabyte = (text: string) => text.repeat(Math.ceil(1_000_000 / text.length));
    const [hostile, plain] = [megabyte(piece), megabyte('how do I renew my card ')];
    const processorTime = (text: string) => {
      const before = process.cpuUsage();
      mask(text);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    for (const text of [hostile, plain]) mask(text);
    const rounds = [1, 2, 3].map(() => [processorTime(hostile), processorTime(plain)] as const);
    const least = (which: 0 | 1) => Math.min(...rounds.map(round => round[which]));
    expect(least(0) / least(1)).toBeLessThan(MOST_TIMES_PLAIN);
  });
});
