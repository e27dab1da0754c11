import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTerms } from '../../../knowledge/passages/read-terms.ts';

/** Any UTF-16 units, lone surrogates too. */
const anyText = (maxLength: number) =>
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength }).map(units => String.fromCharCode(...units));

describe('the terms of a text', () => {
  test('are stems without diacritics where words have spaces between them', () => {
    expect(readTerms('Doctors’ visits, ¿médicos?')).toEqual(['doctor', 'visit', 'medico']);
    expect(readTerms('bác sĩ')).toEqual(['bac', 'si']);
  });

  test('are overlapping runs of letters where they have none', () => {
    expect(readTerms('看醫生')).toEqual(['看医', '医生']);
    expect(readTerms('កាតថ្មី').every(term => term.length === 3)).toBe(true);
    expect(readTerms('卡')).toEqual(['卡']);
  });

  test('part scripts that are written together', () => {
    expect(readTerms('我的medi-cal卡片2024年')).toEqual(['我的', 'medi', 'cal', '卡片', '2024', '年']);
  });

  test('are as many as the text is long at most, whatever the text', () => {
    fc.assert(
      fc.property(anyText(100), text => {
        expect(readTerms(text).length).toBeLessThanOrEqual(text.normalize('NFKC').length + 1);
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});
