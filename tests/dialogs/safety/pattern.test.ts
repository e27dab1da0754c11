import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTriage } from '../../../dialogs/safety/load-triage.ts';

/** A triage of one made-up language whose only sign is the pattern. */
function triageOf(pattern: string, more = '') {
  const folder = mkdtempSync(join(tmpdir(), 'safety-'));
  writeFileSync(join(folder, 'common-words.txt'), '');
  writeFileSync(
    join(folder, 'xx.yaml'),
    `language: xx\ngap: 2\nnear: 4\n${more}\nclasses: { animal: [red cat, dog] }\nemergency: { test: { event: ["${pattern}"] } }\ncrisis: {}\n`,
  );
  return loadTriage(folder);
}
const found = (pattern: string, text: string, more?: string) =>
  triageOf(pattern, more).check(text).kind !== 'none';

describe('patterns', () => {
  it('match words in order, next to each other', () => {
    expect(found('one two', 'zero one two three')).toBe(true);
    expect(found('one two', 'two one')).toBe(false);
    expect(found('one two', 'one and two')).toBe(false);
  });

  it('let skipped words stand between', () => {
    expect(found('one two', 'one very two', 'skip: [very]')).toBe(true);
  });

  it('let as many words stand between as the gap says', () => {
    expect(found('one ~ two', 'one aa bb two')).toBe(true);
    expect(found('one ~ two', 'one aa bb cc two')).toBe(false);
    expect(found('one ~ two', 'two aa one')).toBe(false);
    expect(found('one ~ two', 'two aa one', 'order: free')).toBe(true);
  });

  it('find both sides of & near each other, in any order', () => {
    expect(found('one & two', 'two aa bb cc one')).toBe(true);
    expect(found('one & two', 'two aa bb cc dd ee one')).toBe(false);
  });

  it('count a sentence end as distance', () => {
    expect(found('one ~ two', 'one. two')).toBe(false);
  });

  it('offer choices of words, of several words and of classes', () => {
    expect(found('the <animal>|go_on', 'the red cat')).toBe(true);
    expect(found('the <animal>|go_on', 'the dog')).toBe(true);
    expect(found('the <animal>|go_on', 'the go on')).toBe(true);
    expect(found('the <animal>|go_on', 'the red dog')).toBe(false);
  });

  it('match any word that begins with a stem', () => {
    expect(found('breath*', 'breathless')).toBe(true);
    expect(found('breath*', 'bread')).toBe(false);
  });

  it('forgive one letter in long words, but not in real ones', () => {
    expect(found('breathing', 'brething')).toBe(true);
    expect(found('breathing', 'brething', 'words: [brething]')).toBe(false);
    expect(found('dog', 'dig')).toBe(false);
  });

  it('say which class is unknown', () => {
    expect(() => triageOf('<nobody> one')).toThrow('no class <nobody>');
  });

  it('say what is empty', () => {
    expect(() => triageOf('one ~ ')).toThrow('nothing beside');
  });

  it('refuse a key that is none', () => {
    expect(() => triageOf('one', 'colour: red')).toThrow('xx.yaml');
  });
});

describe('figures, calm and urgent words', () => {
  const data = 'figures: [one love]\ncalm: [price]\nurgent: [hurry]';
  it('take words out, lower certainty, and restore it', () => {
    const triage = triageOf('one', data);
    expect(triage.check('one love')).toEqual({ kind: 'none' });
    expect(triage.check('one love and one')).toMatchObject({ kind: 'emergency', certain: true });
    expect(triage.check('one price')).toMatchObject({ certain: false });
    expect(triage.check('one price hurry')).toMatchObject({ certain: true });
  });
});
