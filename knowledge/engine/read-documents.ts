import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { TrainingDocument } from './types.ts';

const texts = z
  .array(z.coerce.string())
  .nullish()
  .transform(given => given ?? []);

const frontSchema = z.object({
  title: z.coerce.string(),
  label: z.coerce.string().nullish(),
  questions: texts,
  keywords: texts,
  plans: z.array(z.string()).nullish(),
});

const FRONT_MATTER = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?([\s\S]*)$/;
/** A topic folder of this name in a foreign set holds questions to turn away. */
const OUT_OF_SCOPE = 'out-of-scope';

/**
 * Reads all articles and classes that a folder holds: `articles/<topic>/<lang>.md` and `classes/<class>/<lang>.txt`;
 * where there is no `articles`, `<topic>/<lang>.md`. Tolerant: the checks of our own articles are made elsewhere.
 *
 * @throws where an article has no front matter or no title; the message names the file
 */
export function readDocuments(knowledgeDir: string): readonly TrainingDocument[] {
  const articles = join(knowledgeDir, 'articles');
  const documents = readFolders(existsSync(articles) ? articles : knowledgeDir, '.md', readArticle);
  const classes = join(knowledgeDir, 'classes');
  return existsSync(classes) ? [...documents, ...readFolders(classes, '.txt', readClass)] : documents;
}

type Reader = (id: string, language: string, text: string) => TrainingDocument;

function readFolders(folder: string, extension: string, read: Reader): readonly TrainingDocument[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .flatMap(id =>
      readdirSync(join(folder, id))
        .filter(name => name.endsWith(extension))
        .sort()
        .map(name => {
          const path = join(folder, id, name);
          try {
            return read(id, basename(name, extension), readFileSync(path, 'utf8'));
          } catch (cause) {
            throw new Error(`${path}: can't be read as training material`, { cause });
          }
        }),
    );
}

function readArticle(id: string, language: string, text: string): TrainingDocument {
  const [, yaml = '', body = ''] = FRONT_MATTER.exec(text) ?? [];
  const front = frontSchema.parse(parse(yaml));
  return {
    id,
    kind: id === OUT_OF_SCOPE ? 'class' : 'topic',
    language,
    title: front.title,
    questions: front.questions,
    keywords: front.label ? [front.label, ...front.keywords] : front.keywords,
    body: body.replace(/^## sms$/m, '').trim(),
    ...(front.plans ? { plans: front.plans } : {}),
  };
}

function readClass(id: string, language: string, text: string): TrainingDocument {
  const questions = text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'));
  return { id, kind: 'class', language, title: '', questions, keywords: [], body: '' };
}
