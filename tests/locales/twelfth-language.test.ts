import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replyFacts } from '../../bot/turn/reply/activity-text.ts';
import { beginTalk } from '../../bot/turn/talk-in-memory.ts';
import { languageDetector } from '../../dialogs/language/language-detector.ts';
import { memberPhrases } from '../../dialogs/match/member-phrases.ts';
import type { Means } from '../../dialogs/means.ts';
import { loadOtherCompanies } from '../../dialogs/other-companies.ts';
import { loadTriage } from '../../dialogs/safety/load-triage.ts';
import { loadThresholds } from '../../dialogs/thresholds.ts';
import { englishHash } from '../../knowledge/article/english-hash.ts';
import { readArticles } from '../../knowledge/article/read-articles.ts';
import { compileTopics } from '../../knowledge/bundle/compile-topics.ts';
import { loadDirectory } from '../../knowledge/directory/directory.ts';
import { buildIndex } from '../../knowledge/engine/build-index.ts';
import { loadIndex } from '../../knowledge/engine/load-index.ts';
import { readDocuments } from '../../knowledge/engine/read-documents.ts';
import { buildLanguageIndex } from '../../knowledge/language/build-language-index.ts';
import { languageModel } from '../../knowledge/language/language-model.ts';
import { projectRoot } from '../../knowledge/project-root.ts';
import { listedTopics } from '../../knowledge/topics-list.ts';
import { localesFolder, readLocales } from '../../locales/read-locales.ts';
import { createWords } from '../../locales/words.ts';

const TOPICS = ['care.dental', 'care.vision', 'privacy.cookies', 'member.id-card', 'renewal.how'];
const folder = mkdtempSync(join(tmpdir(), 'twelfth-'));
let means: Means;

/** Adds files of a made-up language, and nothing else, to a copy of some articles and of all locales. */
beforeAll(async () => {
  const knowledge = join(folder, 'knowledge');
  const locales = join(folder, 'locales');
  for (const id of TOPICS) {
    mkdirSync(join(knowledge, 'articles', id), { recursive: true });
    for (const language of ['en.md', 'es.md', 'vi.md']) {
      cpSync(
        join(projectRoot(), 'knowledge', 'articles', id, language),
        join(knowledge, 'articles', id, language),
      );
    }
  }
  for (const tag of ['en', 'es', 'vi'])
    cpSync(join(localesFolder(), tag), join(locales, tag), { recursive: true });
  cpSync(join(localesFolder(), 'en'), join(locales, 'qaa'), { recursive: true });
  for (const file of readdirSync(join(locales, 'qaa')).filter(name => name.endsWith('.json'))) {
    const path = join(locales, 'qaa', file);
    writeFileSync(path, readFileSync(path, 'utf8').replace(/": "/g, '": "Zu '));
  }
  const language = join(locales, 'qaa', 'language.yaml');
  writeFileSync(
    language,
    'tag: qaa\nname: Zumiko\nenglishName: Zumish\ndirection: ltr\nscript: Latin\nintl: en-US\nnames: [zumiko, zumish]\n',
  );
  const { topics } = readArticles(join(knowledge, 'articles'));
  const dental = topics.find(({ id }) => id === 'care.dental');
  if (!dental) throw new Error('care.dental is needed');
  writeFileSync(
    join(knowledge, 'articles', 'care.dental', 'qaa.md'),
    `---
title: Dentu kresko
label: Dentu
questions:
${[
  'keswa mi dentu dolaxo',
  'dentisto kie trovaxo',
  'cuxo dentu pagaxas por mi',
  'mi infano dentu brakizo',
  'dentu puraxo senpagu',
  'dentu tiraxo kostu',
  'kie dentisto por mi patrino',
  'dentu',
  'dentisto',
]
  .map(question => `  - ${question}`)
  .join('\n')}
keywords: [dentu, dentisto]
translation: { by: machine, of: "${englishHash(dental.english)}" }
---
Jexo, Medi-Cal Dental pagaxas dentu por vi. Telefonu zu numero sube.

## sms
Medi-Cal Dental pagaxas dentu por vi.
`,
  );
  const documents = readDocuments(knowledge);
  const compiled = compileTopics(readArticles(join(knowledge, 'articles')).topics, listedTopics());
  const languages = await buildLanguageIndex(documents);
  const words = createWords(readLocales(locales));
  const directory = loadDirectory();
  means = {
    knowledge: {
      topics: new Map(compiled.topics.map(topic => [topic.id, topic])),
      directory,
      engine: loadIndex(await buildIndex(documents)),
      version: 'test',
    },
    directory,
    words,
    triage: loadTriage(),
    detector: languageDetector(words, languageModel(loadIndex(languages.index), languages.chinese)),
    phrases: memberPhrases(words),
    otherCompanies: loadOtherCompanies(),
    thresholds: loadThresholds(),
    passages: null,
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a twelfth language', () => {
  it('is added by files alone: asked in it, the bot answers in it', async () => {
    const { decision, view } = await beginTalk(means, { channel: 'web' }).say('keswa dentu dolaxo mi infano');
    expect(decision).toMatchObject({ outcome: 'answered', topic: 'care.dental', language: 'qaa' });
    expect(replyFacts(view, 'web').text).toContain('pagaxas dentu por vi');
    expect(replyFacts(view, 'web').text).toContain('Zu ');
  });

  it('falls back to English, with an apology, where it has no article', async () => {
    const talk = beginTalk(means, { channel: 'web', locale: 'qaa' });
    await talk.say('dentisto kie trovaxo');
    await talk.say('zumiko');
    const { decision, view } = await talk.say('cookies');
    expect(decision.topic).toBe('privacy.cookies');
    expect(replyFacts(view, 'web').text).toMatch(/^Zu .*English/);
  });

  it('is asked for by its own name', async () => {
    const { decision } = await beginTalk(means, { channel: 'web' }).say('zumish please');
    expect(decision).toMatchObject({ outcome: 'control', language: 'qaa' });
  });
});
