import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readTrials } from '../../../bot/editions/trial.ts';
import { loadRetentionPolicy } from '../../../bot/staff/retention/policy.ts';
import { parseArticle } from '../../../knowledge/article/parse-article.ts';
import { readingGrade, spanishReadingEase } from '../../../knowledge/article/reading-grade.ts';
import { englishSchema, translationSchema } from '../../../knowledge/article/schema.ts';
import { numbersIn, scriptShare, typedPhoneNumber } from '../../../knowledge/article/text-checks.ts';
import { loadDirectory } from '../../../knowledge/directory/directory.ts';
import { openingAt } from '../../../knowledge/directory/opening.ts';
import { readDocuments } from '../../../knowledge/engine/read-documents.ts';
import { readSynonyms } from '../../../knowledge/engine/read-synonyms.ts';
import { readTuning } from '../../../knowledge/engine/tuning.ts';
import { KnowledgeError } from '../../../knowledge/knowledge-error.ts';
import { readTerms } from '../../../knowledge/passages/read-terms.ts';
import { projectRoot } from '../../../knowledge/project-root.ts';
import { applyOperations } from '../../../knowledge/publish/apply-operations.ts';
import { foldMarks, normalise } from '../../../knowledge/text/normalise.ts';
import { tokenise } from '../../../knowledge/text/tokenise.ts';
import { listedTopics } from '../../../knowledge/topics-list.ts';
import { readQuestionSet } from '../../eval/question-set.ts';
import { fileParser } from '../file-parser.ts';
import { oneOf, type Parser, promised, rawText, same, textOf } from '../parser.ts';

const root = projectRoot();
const file = (...path: readonly string[]) => readFileSync(join(root, ...path), 'utf8');
const ENGLISH = `---
title: Your ID card
label: ID card
questions:
  - how do i get a new card
  - 911
keywords: [id card]
lines: [plan]
links:
  - label: Site
    url: https://plan.example/card
source: { url: "https://plan.example/faq", section: "4", asOf: 2024, basis: site }
related: []
expires: null
---
Call your plan. You get a card in ten days.

- By phone

## sms
Call your plan for a card.
`;
const TRANSLATION = `---
title: Su tarjeta
label: Tarjeta
questions: [perdí mi tarjeta]
translation: { by: machine, of: 0123456789ab }
---
Llame a su plan.

## sms
Llame a su plan.
`;
const QUESTIONS =
  '{"id":"a","lang":"en","channel":"web","turns":["hi"],"expect":[{"outcome":["smalltalk"]}]}\n';
const DIRECTORY = ['lines.yaml', 'plans.yaml', 'notices.yaml', 'holidays.yaml'];
const directory = Object.fromEntries(DIRECTORY.map(name => [name, file('knowledge', 'directory', name)]));
const isUnreadable = oneOf(SyntaxError, z.ZodError);

const article = (
  name: string,
  seed: string,
  schema: typeof englishSchema | typeof translationSchema,
): Parser => ({
  name,
  long: false,
  seeds: [seed, seed.replace(/\n/g, '\r\n')],
  run: input => {
    const read = parseArticle<{ readonly title: string }>('a/en.md', rawText(input), schema);
    promised((read.article === null) === read.problems.length > 0, 'neither an article nor a problem');
    promised(
      read.problems.every(({ line, message }) => Number.isInteger(line) && line > 0 && message !== ''),
      'a problem without a place',
    );
    if (!read.article) return false;
    promised(read.article.lineOf('title') > 0 && read.article.lineOf('sms') > 0, 'a part without a place');
    return true;
  },
});

/** Files that editors write and the build reads. */
export const KNOWLEDGE_PARSERS: readonly Parser[] = [
  article('article', ENGLISH, englishSchema),
  article('translated article', TRANSLATION, translationSchema),
  fileParser({
    name: 'documents to learn from',
    long: false,
    file: 'articles/care.card/en.md',
    beside: { 'classes/chat.hello/en.txt': '# hello\nhi\n' },
    seeds: [ENGLISH, TRANSLATION],
    read: folder => {
      promised(readDocuments(folder).length === 2, 'a document is missing');
      return true;
    },
  }),
  fileParser({
    name: 'class file',
    file: 'classes/chat.hello/en.txt',
    beside: { 'articles/care.card/en.md': ENGLISH },
    seeds: ['# greetings\nhi\nhello there\n\n', 'hola\r\nbuenas\r\n'],
    read: folder => {
      const found = readDocuments(folder).find(({ kind }) => kind === 'class');
      promised(found?.questions.every(line => line.trim() !== '') === true, 'an empty question');
      return true;
    },
  }),
  fileParser({
    name: 'synonyms',
    long: false,
    file: 'synonyms/en.yaml',
    seeds: ['spellings:\n  doctor: [dr, doc]\ngroups:\n  - [doctor, physician]\n', 'groups: [[1, 2]]'],
    read: folder => {
      promised(
        readSynonyms(folder).every(group => group.length > 0),
        'a group of nothing',
      );
      return true;
    },
  }),
  fileParser({
    name: 'tuning',
    file: 'tuning.json',
    seeds: [file('knowledge', 'tuning.json')],
    refuses: isUnreadable,
    read: folder => {
      readTuning(folder);
      return true;
    },
  }),
  ...DIRECTORY.map(name =>
    fileParser({
      name: `directory: ${name}`,
      long: false,
      file: name,
      seeds: [file('knowledge', 'directory', name)],
      beside: directory,
      refuses: oneOf(KnowledgeError),
      read: folder => {
        const loaded = loadDirectory(folder);
        const now = new Date('2026-11-24T18:00:00Z');
        for (const line of loaded.lines.values()) openingAt(line, now, loaded);
        for (const tag of ['es', 'constructor', '__proto__'])
          promised(['string', 'undefined'].includes(typeof loaded.notice(tag)), 'an address that is no text');
        return true;
      },
    }),
  ),
  fileParser({
    name: 'list of topics',
    long: false,
    file: 'topics.yaml',
    seeds: ['- { id: care.card, kind: core, basis: seed, url: "https://plan.example" }\n'],
    read: folder => {
      listedTopics(folder);
      return true;
    },
  }),
  fileParser({
    name: 'retention policy',
    long: false,
    file: 'policy.yaml',
    seeds: [file('bot', 'staff', 'retention', 'policy.yaml')],
    read: folder => {
      loadRetentionPolicy(join(folder, 'policy.yaml'));
      return true;
    },
  }),
  fileParser({
    name: 'question set',
    refuses: isUnreadable,
    file: 'questions.jsonl',
    seeds: [QUESTIONS, QUESTIONS.repeat(2)],
    read: folder => {
      readQuestionSet(join(folder, 'questions.jsonl'));
      return true;
    },
  }),
  fileParser({
    name: 'trial questions',
    refuses: isUnreadable,
    file: 'trials.jsonl',
    seeds: [QUESTIONS, QUESTIONS.repeat(2)],
    read: folder => {
      readTrials(join(folder, 'trials.jsonl'));
      return true;
    },
  }),
  fileParser({
    name: 'article that is edited',
    long: false,
    file: 'knowledge/articles/care.card/en.md',
    seeds: [ENGLISH],
    refuses: oneOf(KnowledgeError),
    read: folder => {
      applyOperations(folder, [
        { kind: 'add-samples', topic: 'care.card', language: 'en', samples: ['lost my card', '# x'] },
      ]);
      return true;
    },
  }),
  {
    name: 'words of a text',
    seeds: [ENGLISH, TRANSLATION, '我想換醫生', 'ខ្ញុំត្រូវការ', 'أحتاج طبيب', '카드를 잃어버렸어요'],
    run: input => {
      const text = textOf(input);
      const plain = foldMarks(normalise(text));
      promised(typeof plain === 'string', 'no text');
      tokenise(text);
      readTerms(text);
      return true;
    },
  },
  {
    name: 'checks of a text',
    seeds: [ENGLISH, 'Call 1-800-555-0100 or 213 555 0147, 11月 1,234', 'El médico; llame ya. ¿Sí?'],
    run: input => {
      const text = textOf(input);
      for (const grade of [readingGrade(text), spanishReadingEase(text)])
        promised(Number.isFinite(grade), 'a grade that is no number');
      promised(same(numbersIn(text), numbersIn(text)), 'other numbers the second time');
      typedPhoneNumber(text);
      const share = scriptShare(text, 'Armenian');
      promised(share >= 0 && share <= 1, 'a share out of range');
      return true;
    },
  },
];
