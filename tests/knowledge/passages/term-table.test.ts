import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TermTable } from '../../../knowledge/passages/term-table.ts';

describe('a term table', () => {
  test('numbers terms in the order they come and finds them again, as a map does', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 3_000 }), terms => {
        const table = new TermTable();
        const map = new Map<string, number>();
        for (const term of terms) {
          if (!map.has(term)) map.set(term, map.size);
          expect(table.number(term)).toBe(map.get(term));
        }
        const { first, second } = table.hashes();
        const again = TermTable.of(first, second);
        for (const [term, number] of map) expect(again.find(term)).toBe(number);
        expect(again.find('a longer one')).toBe(-1);
      }),
      { numRuns: 30, seed: 7 },
    );
  });

  test('keeps fifty thousand terms apart', () => {
    const table = new TermTable();
    for (let term = 0; term < 50_000; term += 1) table.number(`term ${term}`);
    expect(table.size).toBe(50_000);
    expect(table.find('term 49999')).toBe(49_999);
  });
});
