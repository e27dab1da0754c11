import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Directory } from '../directory/directory.ts';
import { projectRoot } from '../project-root.ts';
import type { ListedTopic } from '../topics-list.ts';
import { englishHash } from './english-hash.ts';
import type { ArticleFile, Problem } from './parse-article.ts';
import type { TopicFiles } from './read-articles.ts';
import { readingGrade, spanishReadingEase } from './reading-grade.ts';
import { numbersIn, scriptShare, typedPhoneNumber } from './text-checks.ts';

const samplesSchema = z.strictObject({ core: z.int(), page: z.int() });
const limitsSchema = z.strictObject({
  answerWords: z.int(),
  readingGrade: z.number(),
  spanishReadingEase: z.number(),
  smsCharacters: z.int(),
  samples: z.strictObject({ en: samplesSchema, other: samplesSchema }),
  answerRatio: z.tuple([z.number(), z.number()]),
  scriptShare: z.number(),
});

/** What the checks of one run compare with. */
export interface CheckContext {
  readonly directory: Directory;
  readonly listed: ReadonlyMap<string, ListedTopic>;
  /** YYYY-MM-DD; an article whose `expires` is earlier is a problem. */
  readonly today: string;
  /** Unicode script of each language, by tag of the article's file name. */
  readonly scripts: Readonly<Record<string, string>>;
}

/** Every rule an approved article keeps. Returns all that is broken, with file and line; nothing when all is well. */
export function checkArticles(topics: readonly TopicFiles[], context: CheckContext): readonly Problem[] {
  const limits = limitsSchema.parse(
    parse(readFileSync(join(projectRoot(), 'knowledge', 'article', 'limits.yaml'), 'utf8')),
  );
  const problems: Problem[] = [];
  const ids = new Set(topics.map(topic => topic.id));
  for (const [id] of context.listed) {
    if (!ids.has(id)) problems.push({ file: `${id}/en.md`, line: 1, message: 'this topic has no article' });
  }
  for (const topic of topics) {
    const listed = context.listed.get(topic.id);
    const { english } = topic;
    const report = reporter(english, problems);
    if (!listed) report('unknown topic: not in topics.yaml');
    const { fields } = english;
    for (const [place, line] of fields.lines.entries()) {
      if (line !== 'plan' && !context.directory.lines.has(line))
        report(`unknown line '${line}'`, 'lines', place);
    }
    for (const [place, plan] of (fields.plans ?? []).entries()) {
      if (!context.directory.plans.some(known => known.id === plan))
        report(`unknown plan '${plan}'`, 'plans', place);
    }
    for (const [place, other] of fields.related.entries()) {
      if (!ids.has(other)) report(`related topic '${other}' does not exist`, 'related', place);
    }
    if (listed && fields.source.basis !== listed.basis)
      report(`basis is '${listed.basis}' in topics.yaml`, 'source');
    if (fields.expires && fields.expires < context.today) report(`expired on ${fields.expires}`, 'expires');
    const words = english.body.split(/\s+/).filter(Boolean).length;
    if (words > limits.answerWords)
      report(`answer has ${words} words, at most ${limits.answerWords}`, 'body');
    const grade = readingGrade(english.body);
    if (grade > limits.readingGrade)
      report(`reading grade ${grade.toFixed(1)} is above ${limits.readingGrade}`, 'body');
    checkCommon(english, limits.samples.en[listed?.kind ?? 'page'], limits.smsCharacters, report);
    for (const [language, translation] of topic.translations) {
      const say = reporter(translation, problems);
      const script = context.scripts[language];
      if (script === undefined) say(`no language '${language}' in locales`);
      checkCommon(translation, limits.samples.other[listed?.kind ?? 'page'], limits.smsCharacters, say);
      if (translation.fields.translation.of !== englishHash(english)) continue; // stale: listed, not compared
      if (
        script !== undefined &&
        script !== 'Latin' &&
        scriptShare(translation.body, script) < limits.scriptShare
      ) {
        say(`answer is not written in ${script} script`, 'body');
      }
      const ratio = translation.body.length / english.body.length;
      if (ratio < limits.answerRatio[0] || ratio > limits.answerRatio[1]) {
        say(`answer is ${ratio.toFixed(2)} times as long as the English one`, 'body');
      }
      const missing = numbersIn(english.body).filter(number => !numbersIn(translation.body).includes(number));
      const added = numbersIn(translation.body).filter(number => !numbersIn(english.body).includes(number));
      if (missing.length + added.length > 0) {
        say(`numbers differ from English: missing [${missing}], added [${added}]`, 'body');
      }
      if (translation.body === english.body) say('answer is still in English', 'body');
      if (language === 'es' && spanishReadingEase(translation.body) < limits.spanishReadingEase) {
        say(
          `reading ease ${spanishReadingEase(translation.body).toFixed(0)} is below ${limits.spanishReadingEase}`,
          'body',
        );
      }
    }
  }
  return problems;
}

type Report = (message: string, ...path: (string | number)[]) => void;

function reporter(article: ArticleFile<unknown>, problems: Problem[]): Report {
  return (message, ...path) => problems.push({ file: article.file, line: article.lineOf(...path), message });
}

function checkCommon(
  article: ArticleFile<{ readonly questions: readonly string[] }>,
  leastSamples: number,
  smsCharacters: number,
  report: Report,
): void {
  const { questions } = article.fields;
  if (questions.length < leastSamples)
    report(`${questions.length} sample questions, at least ${leastSamples}`, 'questions');
  const seen = new Set<string>();
  for (const [place, question] of questions.entries()) {
    const folded = question.toLowerCase();
    if (seen.has(folded)) report(`sample question stands twice: ${question}`, 'questions', place);
    seen.add(folded);
  }
  if (!article.body) report('the answer is missing', 'body');
  if (!article.sms) report('the short form (## sms) is missing', 'body');
  if (article.sms.length > smsCharacters)
    report(`short form has ${article.sms.length} characters, at most ${smsCharacters}`, 'sms');
  for (const part of ['body', 'sms'] as const) {
    const typed = typedPhoneNumber(article[part]);
    if (typed) report(`phone number '${typed}' is typed in the text: name a line instead`, part);
  }
}
