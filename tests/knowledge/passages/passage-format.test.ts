import { describe, expect, test } from 'vitest';
import { IndexError } from '../../../knowledge/engine/index-error.ts';
import { loadPassages } from '../../../knowledge/passages/load-passages.ts';
import { PassageBuilder } from '../../../knowledge/passages/passage-builder.ts';

const TEXTS = ['see a doctor', 'lost my card', 'el plan de salud', '看醫生', 'a card for the doctor'];
const build = (texts: readonly string[]) => {
  const builder = new PassageBuilder();
  for (const text of texts) builder.add(text);
  return builder.finish();
};
const BYTES = build(TEXTS);

const codeOf = (given: Uint8Array) => {
  try {
    loadPassages(given);
  } catch (error) {
    return error instanceof IndexError ? error.code : 'another error';
  }
  return 'loaded';
};
const changed = (place: number, value: number) => {
  const copy = BYTES.slice();
  copy[place] = value;
  return copy;
};

describe('the file of a passage index', () => {
  test('is the same bytes for the same passages', () => {
    expect(build(TEXTS)).toEqual(BYTES);
  });

  test('answers the same wherever in a buffer it lies', () => {
    const shifted = new Uint8Array(BYTES.length + 3);
    shifted.set(BYTES, 3);
    expect(loadPassages(shifted.subarray(3)).search('doctor')).toEqual(loadPassages(BYTES).search('doctor'));
  });

  test('tells what it holds', () => {
    expect(loadPassages(BYTES).stats).toEqual({
      passages: 5,
      terms: 14,
      postings: 17,
      bytes: BYTES.length,
    });
  });

  test('is refused when it is no passage index, of another version or cut off', () => {
    expect(codeOf(new Uint8Array(0))).toBe('index/not-an-index');
    expect(codeOf(changed(0, 1))).toBe('index/not-an-index');
    expect(codeOf(changed(4, 99))).toBe('index/other-version');
    expect(codeOf(changed(16, 0))).toBe('index/damaged');
    expect(codeOf(BYTES.subarray(0, BYTES.length - 4))).toBe('index/damaged');
  });
});
