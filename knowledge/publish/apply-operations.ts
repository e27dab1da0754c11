import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Document, isMap, isSeq, parseDocument } from 'yaml';
import { wordsHash } from '../article/parse-article.ts';
import { KnowledgeError } from '../knowledge-error.ts';
import type { Operation } from './operation.ts';

const FORM = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/;

/**
 * Makes changes, in order, to the files of a workspace.
 * @throws {KnowledgeError} `operation-failed`, naming the change that no longer fits.
 */
export function applyOperations(workspace: string, operations: readonly Operation[]): void {
  for (const operation of operations) apply(join(workspace, 'knowledge'), operation);
}

function apply(knowledge: string, operation: Operation): void {
  if (operation.kind === 'add-samples') addSamples(knowledge, operation);
  else if (operation.kind === 'edit-article') editArticle(knowledge, operation);
  else newArticle(knowledge, operation);
}

function addSamples(knowledge: string, { topic, language, samples }: Of<'add-samples'>): void {
  const list = join(knowledge, 'classes', topic, `${language}.txt`);
  if (existsSync(list)) {
    const known = new Set(readFileSync(list, 'utf8').split(/\r?\n/).map(fold));
    // A line that starts with # would be a comment.
    const fresh = samples
      .map(text => text.replace(/\s+/g, ' ').replace(/^#+\s*/, ''))
      .filter(text => !known.has(fold(text)));
    if (fresh.length > 0) appendFileSync(list, `${fresh.join('\n')}\n`);
    return;
  }
  const { file, head, rest } = readArticleFile(knowledge, topic, language);
  const questions = head.get('questions');
  const known = new Set(isSeq(questions) ? questions.items.map(item => fold(String(item))) : []);
  for (const sample of samples) {
    if (known.has(fold(sample))) continue;
    known.add(fold(sample));
    if (!isSeq(questions)) throw failed(`${topic} in ${language} has no list of questions`);
    questions.add(head.createNode(sample));
  }
  writeArticle(file, head, rest);
}

function editArticle(knowledge: string, operation: Of<'edit-article'>): void {
  const { topic, language, title, label, body, sms, base } = operation;
  const { file, head, rest } = readArticleFile(knowledge, topic, language);
  const [oldBody = '', oldSms = ''] = rest.split(/^## sms[ \t]*$/m);
  const now = wordsHash(
    head.get('title'),
    head.get('label'),
    oldBody.trim(),
    oldSms.trim().replace(/\s+/g, ' '),
  );
  if (now !== base) {
    throw failed(
      `${topic} in ${language} was changed by somebody else in the meantime: look at it and write the change again`,
    );
  }
  head.set('title', title);
  head.set('label', label);
  writeArticle(file, head, textOf(body, sms));
  if (language === 'en' && operation.translationsFit) {
    const mark = wordsHash(title, label, body.trim(), sms.trim().replace(/\s+/g, ' '));
    restamp(join(knowledge, 'articles', topic), base, mark);
  }
}

/** Marks the translations that were made from the old English words as made from the new ones. */
function restamp(folder: string, from: string, to: string): void {
  for (const name of readdirSync(folder)) {
    if (name === 'en.md') continue;
    const content = readFileSync(join(folder, name), 'utf8');
    const mark = new RegExp(`^(translation:.*\\bof: )["']?${from}["']?`, 'm');
    writeFileSync(join(folder, name), content.replace(mark, `$1"${to}"`));
  }
}

function newArticle(knowledge: string, operation: Of<'new-article'>): void {
  const { topic, title, label, body, sms, samples, lines, source } = operation;
  const folder = join(knowledge, 'articles', topic);
  if (existsSync(folder)) throw failed(`there is a topic ${topic} already`);
  mkdirSync(folder, { recursive: true });
  const head = new Document({
    title,
    label,
    questions: samples,
    keywords: [label],
    lines,
    source: { url: source, section: null, asOf: null, basis: 'seed' },
  });
  writeArticle(join(folder, 'en.md'), head, textOf(body, sms));
  const listed = new Document([{ id: topic, kind: 'page', basis: 'seed', url: source }]);
  appendFileSync(join(knowledge, 'topics.yaml'), listed.toString());
}

function readArticleFile(knowledge: string, topic: string, language: string) {
  const file = join(knowledge, 'articles', topic, `${language}.md`);
  if (!existsSync(file)) throw failed(`there is no article ${topic} in ${language}`);
  const [, yaml = '', rest = ''] = FORM.exec(readFileSync(file, 'utf8')) ?? [];
  const head = parseDocument(yaml);
  if (head.errors.length > 0 || !isMap(head.contents))
    throw failed(`the front matter of ${topic} in ${language} can't be read`);
  return { file, head, rest };
}

function writeArticle(file: string, head: Document, rest: string): void {
  let front: string;
  try {
    front = head.toString({ lineWidth: 0 });
  } catch (cause) {
    throw new KnowledgeError('operation-failed', `${file} can't be written: ${String(cause)}`, { cause });
  }
  writeFileSync(file, `---\n${front}---\n${rest}`);
}

function textOf(body: string, sms: string): string {
  return `${body.trim()}\n\n## sms\n${sms.trim()}\n`;
}

const fold = (text: string) => text.toLowerCase().replace(/\s+/g, ' ').trim();

type Of<K extends Operation['kind']> = Extract<Operation, { readonly kind: K }>;

function failed(message: string): KnowledgeError {
  return new KnowledgeError('operation-failed', message);
}
