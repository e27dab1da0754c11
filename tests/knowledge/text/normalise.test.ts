import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldMarks, normalise } from '../../../knowledge/text/normalise.ts';

describe('normalise', () => {
  test.each([
    ["Don't CAN’T", 'dont cant', 'apostrophes of every kind and case'],
    ['ｍｅｄｉ－ｃａｌ', 'medi-cal', 'full-width forms'],
    ['heeeelp pleeease', 'heelp pleease', 'stretched letters'],
    ['كيف', normalise('کیف'), 'Arabic and Persian kaf and yeh'],
    ['أين إلى آخر', 'این الی اخر', 'hamza carriers'],
    ['مُحَمَّدـــ', 'مُحَمَّد', 'the stretch mark goes, vowel signs stay for folding'],
    ['می‌خواهم', 'میخواهم', 'the zero-width non-joiner'],
    ['۱۲۳ ٤٥٦ ១២៣', '123 456 123', 'Persian, Arabic and Khmer digits'],
    ['Ի՞նչ է սա՞', 'ինչ է սա', 'Armenian marks inside words'],
    ['և', 'եւ', 'the Armenian ligature'],
    ['醫療電話', '医疗电话', 'traditional characters'],
    ['Đổi', 'dổi', 'Vietnamese đ'],
  ])('writes %s as %s: %s', (given, wanted) => {
    expect(normalise(given)).toBe(wanted);
  });

  test('is settled after one pass over letters of our languages', () => {
    const letters = fc.constantFrom(...'aéßЖйёԱևكىی٣۳ក្ដា한국醫thẻ՞\u200c 7'.split(''));
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 60 }), parts => {
        const once = normalise(parts.join(''));
        expect(normalise(once)).toBe(once);
      }),
    );
  });

  test('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), text => typeof normalise(text) === 'string'),
    );
  });

  test('takes a megabyte in linear time', () => {
    const time = (text: string) => {
      const start = performance.now();
      normalise(text);
      return performance.now() - start;
    };
    const part = 'Xin chào! ááááá كيف 醫療 '.repeat(5_000);
    time(part);
    const once = Math.max(1, time(part));
    expect(time(part.repeat(8)) / once).toBeLessThan(40);
  });
});

describe('foldMarks', () => {
  test.each([
    ['bảo', 'bao'],
    ['médico', 'medico'],
    ['йогурт', 'иогурт'],
    ['مُحَمَّد', 'محمد'],
    ['ខ្ញុំ', 'ខ្ញុំ'],
    ['한국', '한국'],
  ])('folds %s to %s', (given, wanted) => {
    expect(foldMarks(given)).toBe(wanted);
  });
});
