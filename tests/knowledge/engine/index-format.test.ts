import { beforeAll, describe, expect, test } from 'vitest';
import { buildIndex } from '../../../knowledge/engine/build-index.ts';
import { IndexError } from '../../../knowledge/engine/index-error.ts';
import { loadIndex } from '../../../knowledge/engine/load-index.ts';
import { madeUpDocuments } from './made-up-documents.ts';

const DOCUMENTS = madeUpDocuments();
let bytes: Uint8Array;
beforeAll(async () => {
  bytes = await buildIndex(DOCUMENTS, { synonyms: [] });
});

const codeOf = (given: Uint8Array) => {
  try {
    loadIndex(given);
  } catch (error) {
    return error instanceof IndexError ? error.code : 'another error';
  }
  return 'loaded';
};
const changed = (place: number, value: number) => {
  const copy = bytes.slice();
  copy[place] = value;
  return copy;
};

describe('an index', () => {
  test('is the same bytes for the same documents, in whatever order they come', async () => {
    expect(await buildIndex(DOCUMENTS.toReversed(), { synonyms: [] })).toEqual(bytes);
  });

  test('is other bytes when a question changes', async () => {
    const [first, ...rest] = DOCUMENTS;
    const other = first ? [{ ...first, questions: [...first.questions, 'one more'] }, ...rest] : rest;
    expect(await buildIndex(other, { synonyms: [] })).not.toEqual(bytes);
  });

  test('answers the same wherever in a buffer it lies', () => {
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    const query = { text: DOCUMENTS[2]?.questions[0] ?? '' };
    expect(loadIndex(shifted.subarray(3)).retrieve(query)).toEqual(loadIndex(bytes).retrieve(query));
  });

  test('tells what it holds', () => {
    expect(loadIndex(bytes).stats).toMatchObject({
      labels: 12,
      topics: 11,
      classes: 1,
      languages: ['en'],
      bytes: bytes.length,
    });
  });

  test('is refused when it is no index, of another version, cut off or damaged anywhere', () => {
    expect(codeOf(new Uint8Array(0))).toBe('index/not-an-index');
    expect(codeOf(changed(0, 1))).toBe('index/not-an-index');
    expect(codeOf(changed(4, 99))).toBe('index/other-version');
    expect(codeOf(bytes.subarray(0, bytes.length - 4))).toBe('index/damaged');
    for (const share of [0.1, 0.5, 0.999]) {
      const place = 16 + Math.floor((bytes.length - 17) * share);
      expect(codeOf(changed(place, (bytes[place] ?? 0) ^ 1))).toBe('index/damaged');
    }
    expect(codeOf(bytes)).toBe('loaded');
  });
});
