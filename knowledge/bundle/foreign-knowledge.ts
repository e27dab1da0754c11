import { existsSync } from 'node:fs';
import { wordsHash } from '../article/parse-article.ts';
import type { ArticleText, Topic } from '../article/topic.ts';
import { loadDirectory } from '../directory/directory.ts';
import { buildIndex } from '../engine/build-index.ts';
import { loadIndex } from '../engine/load-index.ts';
import { readDocuments } from '../engine/read-documents.ts';
import type { TrainingDocument } from '../engine/types.ts';
import { KnowledgeError } from '../knowledge-error.ts';
import type { Knowledge } from './load-knowledge.ts';

/**
 * The knowledge of another folder of articles, built in memory: only `title` and `questions` must stand there,
 * and none of the plan's own rules are checked.
 * @throws {KnowledgeError} `folder-missing`.
 */
export async function foreignKnowledge(folder: string): Promise<Knowledge> {
  if (!existsSync(folder)) throw new KnowledgeError('folder-missing', `there is no folder ${folder}`);
  const documents = readDocuments(folder);
  if (documents.length === 0)
    throw new KnowledgeError('folder-missing', `no article <topic>/<language>.md below ${folder}`);
  const topics = new Map<string, Topic>();
  for (const document of documents) {
    if (document.kind !== 'topic') continue;
    const known = topics.get(document.id);
    topics.set(document.id, {
      ...(known ?? bareTopic(document.id)),
      texts: { ...known?.texts, [document.language]: textOf(document) },
    });
  }
  return {
    topics,
    directory: loadDirectory(),
    engine: loadIndex(await buildIndex(documents)),
    version: wordsHash(folder, documents.length),
  };
}

function bareTopic(id: string): Topic {
  return {
    id,
    kind: 'core',
    plans: null,
    lines: [],
    links: [],
    notices: null,
    source: { url: `urn:topic:${id}`, section: null, asOf: null, basis: 'seed' },
    related: [],
    effective: null,
    expires: null,
    texts: {},
  };
}

function textOf({ language, title, body }: TrainingDocument): ArticleText {
  const text = body || title;
  return {
    language,
    title,
    label: title,
    body: text,
    sms: text,
    version: wordsHash(title, text),
    translation: 'original',
  };
}
