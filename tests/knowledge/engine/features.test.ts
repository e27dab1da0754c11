import { expect, it } from 'vitest';
import { featureTable, findFeature } from '../../../knowledge/engine/feature-table.ts';
import { Field, readFeatures } from '../../../knowledge/engine/features.ts';
import { best } from '../../../knowledge/engine/rank.ts';
import { conceptsOf } from '../../../knowledge/engine/synonyms.ts';
import { vectoriser } from '../../../knowledge/engine/vectorise.ts';
import { tokenise } from '../../../knowledge/text/tokenise.ts';

const CONCEPTS = conceptsOf([['id card', 'membership card']]);

/** Hashes of all features of a text, none left out. */
function everyFeature(text: string): readonly number[] {
  const found = new Set<number>();
  const note = (hash: number) => {
    found.add(hash);
    return true;
  };
  readFeatures(tokenise(text), CONCEPTS, { word: note, letters: note });
  return [...found];
}

it('what is made of an unknown feature is unknown too: a question that leaves it out has all that the index knows', () => {
  const learnt = ['where is my id card', 'tôi mất thẻ bảo hiểm', '我的會員卡在哪裡', 'ខ្ញុំបាត់កាត'];
  const table = featureTable(Uint32Array.from(new Set(learnt.flatMap(everyFeature))));
  const vectorise = vectoriser(table, CONCEPTS);
  for (const text of [
    ...learnt,
    'lost my purple membership card yesterday, where?',
    '我的新會員卡',
    'mất thẻ',
    '',
  ]) {
    const known = everyFeature(text)
      .map(hash => findFeature(table, hash))
      .filter(feature => feature >= 0);
    expect([...vectorise(text).ids].sort(), text).toEqual(known.sort());
  }
});

it('the best labels are those of the highest scores, of equals the lower number first', () => {
  const scores = Float32Array.of(-1, 0.5, -0.25, 0.5, 2, -1, 0, 0.5);
  const sorted = [4, 1, 3, 7, 6, 2, 0, 5];
  for (let most = 1; most <= scores.length + 2; most += 1)
    expect(best(scores, most)).toEqual(sorted.slice(0, most));
});

it('runs of letters have three or four letters in Latin script, two to four in others', () => {
  const lengthsIn = (text: string) => {
    const lengths = new Set<number>();
    readFeatures(tokenise(text), CONCEPTS, {
      word: () => true,
      letters: (_, from, to) => lengths.add(to - from).size > 0,
    });
    return [...lengths].sort();
  };
  expect(lengthsIn('renewal')).toEqual([3, 4]);
  expect(lengthsIn('會員卡在哪')).toEqual([2, 3, 4]);
});

it('every two stems of a short question are a pair', () => {
  const pairs: string[] = [];
  readFeatures(tokenise('lost my card'), CONCEPTS, {
    word: (_, field, from, to) => {
      if (field === Field.Pair) pairs.push(`${from}-${to}`);
      return true;
    },
    letters: () => true,
  });
  expect(pairs).toEqual(['0-1', '0-2', '1-2']);
});
