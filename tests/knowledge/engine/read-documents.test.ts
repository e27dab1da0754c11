import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readDocuments } from '../../../knowledge/engine/read-documents.ts';
import { readSynonyms } from '../../../knowledge/engine/read-synonyms.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'documents-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

describe('readDocuments', () => {
  test('reads articles and classes', () => {
    put(
      'articles/card/es.md',
      '---\ntitle: Tarjeta\nlabel: Mi tarjeta\nquestions:\n  - la perdí\n  - 2024\nkeywords: [id]\nplans: [gold]\n---\nUna.\n\n## sms\nDos.\n',
    );
    put('classes/greeting/en.txt', '# hello\nhi\n\nhey there\n');
    expect(readDocuments(folder)).toEqual([
      {
        id: 'card',
        kind: 'topic',
        language: 'es',
        title: 'Tarjeta',
        questions: ['la perdí', '2024'],
        keywords: ['Mi tarjeta', 'id'],
        body: 'Una.\n\n\nDos.',
        plans: ['gold'],
      },
      {
        id: 'greeting',
        kind: 'class',
        language: 'en',
        title: '',
        questions: ['hi', 'hey there'],
        keywords: [],
        body: '',
      },
    ]);
  });

  test('reads a foreign folder with only titles and questions, and its out-of-scope as a class', () => {
    put('balance/en.md', '---\ntitle: balance\nquestions: [what do i have]\n---\n');
    put('out-of-scope/en.md', '---\ntitle: none\nquestions: [who won]\n---');
    expect(readDocuments(folder).map(({ id, kind }) => [id, kind])).toEqual([
      ['balance', 'topic'],
      ['out-of-scope', 'class'],
    ]);
  });

  test('names the file that it cannot read', () => {
    put('articles/card/en.md', 'no front matter');
    expect(() => readDocuments(folder)).toThrow(/card.en\.md/);
  });
});

describe('readSynonyms', () => {
  test('lets the spellings of a word join its group', () => {
    put('synonyms/en.yaml', 'spellings: { doctor: [dokter], you: [u] }\ngroups:\n  - [doctor, physician]\n');
    expect(readSynonyms(folder)).toEqual([
      ['doctor', 'dokter', 'physician'],
      ['you', 'u'],
    ]);
  });

  test('names the file that is no synonym list', () => {
    put('synonyms/en.yaml', 'groups: 3');
    expect(() => readSynonyms(folder)).toThrow(/en\.yaml/);
  });
});
