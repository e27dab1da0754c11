import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_TEXT } from '../../../knowledge/text/normalise.ts';
import { tokenise } from '../../../knowledge/text/tokenise.ts';

describe('tokenise', () => {
  test.each([
    ['whats ur L.A. Care number??', ['whats', 'ur', 'l', 'a', 'care', 'number']],
    ['renew my Medi-Cal', ['renew', 'my', 'medi', 'cal']],
    ['¿Dónde está mi tarjeta?', ['donde', 'esta', 'mi', 'tarjeta']],
    ['Как продлить?', ['как', 'продлить']],
    ['Ինչպե՞ս', ['ինչպես']],
    ['کارت من', ['کارت', 'من']],
    ['보험 카드', ['보험', '카드']],
    ['我要換醫生', ['我要', '换', '医生']],
    ['ខ្ញុំត្រូវការគ្រូពេទ្យ', ['ខ្ញុំ', 'ត្រូវការ', 'គ្រូពេទ្យ']],
    ['mất thẻ', ['mat', 'the']],
  ])('splits %s', (given, wanted) => {
    expect(tokenise(given).folded).toEqual(wanted);
  });

  test('keeps the view with diacritics beside the one without', () => {
    expect(tokenise('Mất thẻ').exact).toEqual(['mất', 'thẻ']);
  });

  test('keeps runs of letters together in the line that letter n-grams are cut from', () => {
    expect(tokenise('我要换医生, ok').line).toBe(' 我要换医生 ok ');
  });

  test('finds no words where there are no letters or digits', () => {
    expect(tokenise('?!… 🙂').folded).toEqual([]);
  });

  test('never throws, and its lists are parallel', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
        const { exact, folded } = tokenise(text);
        expect(folded.length).toBe(exact.length);
      }),
    );
  });

  test('looks at the first two thousand units only', () => {
    const words = tokenise('word '.repeat(200_000)).folded;
    expect(words.length).toBe(MAX_TEXT / 5);
  });
});
