import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkArticles } from '../../knowledge/article/check-articles.ts';
import { englishHash } from '../../knowledge/article/english-hash.ts';
import { readArticles } from '../../knowledge/article/read-articles.ts';
import { compileTopics } from '../../knowledge/bundle/compile-topics.ts';
import { languageScripts } from '../../knowledge/bundle/language-scripts.ts';
import { loadDirectory } from '../../knowledge/directory/directory.ts';
import { projectRoot } from '../../knowledge/project-root.ts';
import { listedTopics } from '../../knowledge/topics-list.ts';

const root = projectRoot();
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const TOPIC = 'care.dental';
const listed = new Map(
  [...listedTopics()].filter(([id]) => id === TOPIC || id === 'care.vision' || id === 'medi-cal.changes'),
);

/** A copy of three real articles, one file changed. */
function changed(language: string, change: (text: string) => string) {
  const folder = mkdtempSync(join(tmpdir(), 'articles-'));
  folders.push(folder);
  for (const id of listed.keys()) {
    cpSync(join(root, 'knowledge', 'articles', id), join(folder, id), { recursive: true });
    const file = join(folder, id, 'en.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^related:.*$/m, 'related: []'));
  }
  const file = join(folder, TOPIC, `${language}.md`);
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error('the change changed nothing');
  writeFileSync(file, after);
  return readArticles(folder);
}

function problemsOf(language: string, change: (text: string) => string, today = '2026-11-24') {
  const { topics, problems } = changed(language, change);
  const context = { directory: loadDirectory(), listed, today, scripts: languageScripts(root) };
  return [...problems, ...checkArticles(topics, context)].map(
    ({ file, line, message }) => `${file}:${line}: ${message}`,
  );
}

describe('the article check', () => {
  it('finds nothing wrong with any article there is', () => {
    const { topics, problems } = readArticles(join(root, 'knowledge', 'articles'));
    const context = {
      directory: loadDirectory(),
      listed: listedTopics(),
      today: '2026-11-24',
      scripts: languageScripts(root),
    };
    expect([...problems, ...checkArticles(topics, context)]).toEqual([]);
    expect(topics).toHaveLength(131);
  });

  it.each([
    ['front matter that is no YAML', (text: string) => text.replace('title:', 'title: ['), /en\.md:\d+: /],
    ['a missing field', (text: string) => text.replace(/^label:.*\n/m, ''), /en\.md:\d+: label: /],
    ['an unknown field', (text: string) => text.replace('title:', 'titel: x\ntitle:'), /titel/],
    [
      'an unknown line',
      (text: string) => text.replace(/^lines: \[/m, 'lines: [nobody, '),
      /en\.md:\d+: unknown line 'nobody'/,
    ],
    [
      'a dead relation',
      (text: string) => text.replace('related: []', 'related: [care.nothing]'),
      /related topic 'care\.nothing'/,
    ],
    [
      'a phone number in the text',
      (text: string) => text.replace('\n## sms', '\nCall 1-800-322-6384.\n\n## sms'),
      /'1-800-322-6384' is typed/,
    ],
    [
      'a long answer',
      (text: string) => text.replace('\n## sms', `\n${'We help. '.repeat(60)}\n\n## sms`),
      /en\.md:\d+: answer has \d+ words/,
    ],
    [
      'hard words',
      (text: string) =>
        text.replace(
          '\n## sms',
          '\nNotwithstanding administrative considerations, supplementary documentation necessitates authorization.\n\n## sms',
        ),
      /reading grade/,
    ],
    ['no short form', (text: string) => text.replace(/## sms[\s\S]*$/, ''), /short form .* is missing/],
    [
      'a long short form',
      (text: string) => `${text.trim()} ${'word '.repeat(70)}\n`,
      /short form has \d+ characters/,
    ],
    [
      'too few questions',
      (text: string) => text.replace(/questions:\n(?: {2}- .*\n)+/, 'questions:\n  - dentist\n'),
      /1 sample questions, at least 20/,
    ],
    [
      'a question twice',
      (text: string) =>
        text.replace('questions:\n', 'questions:\n  - tooth ache help\n  - Tooth ache help\n'),
      /en\.md:\d+: sample question stands twice/,
    ],
    [
      'an article that has expired',
      (text: string) => text.replace('expires: null', 'expires: 2026-01-31'),
      /expired on 2026-01-31/,
    ],
  ])('names %s', (_name, change, wanted) => {
    expect(problemsOf('en', change).join('\n')).toMatch(wanted);
  });

  it.each([
    [
      'a number that English does not have',
      (text: string) => text.replace('\n## sms', '\nLlame en 45 días.\n\n## sms'),
      /numbers differ from English: missing \[\], added \[45\]/,
    ],
    [
      'a phone number',
      (text: string) => text.replace('\n## sms', '\nLlame al 1-800-322-6384.\n\n## sms'),
      /is typed/,
    ],
  ])('names %s in a translation', (_name, change, wanted) => {
    expect(problemsOf('es', change).join('\n')).toMatch(wanted);
  });

  it('names a translation in the wrong script', () => {
    const problems = problemsOf('hy', text =>
      text.replace(
        /\n---\n[\s\S]*?\n## sms/,
        '\n---\nЗвоните нам. Мы поможем вам найти зубного врача бесплатно.\n\n## sms',
      ),
    );
    expect(problems.join('\n')).toMatch(/hy\.md:\d+: answer is not written in Armenian/);
  });

  it('leaves a translation out when its English has changed since', () => {
    const { topics } = changed('en', text => text.replace('\n## sms', '\nAsk us.\n\n## sms'));
    const { stale, topics: compiled } = compileTopics(topics, listed);
    expect(stale).toContain(`${TOPIC}/es.md`);
    expect(Object.keys(compiled.find(({ id }) => id === TOPIC)?.texts ?? {})).toEqual(['en']);
  });

  it('marks a translation by the English words, not by its questions', () => {
    const one = changed('en', text =>
      text.replace('questions:\n', 'questions:\n  - where do i go with my bad molar\n'),
    );
    const other = readArticles(join(root, 'knowledge', 'articles'));
    const hash = (topics: typeof one.topics) => {
      const topic = topics.find(({ id }) => id === TOPIC);
      return topic && englishHash(topic.english);
    };
    expect(hash(one.topics)).toBe(hash(other.topics));
  });
});
