import { Document, isMap, isSeq } from 'yaml';
import type { ArticleRow } from './article-row.ts';

const NOT_IN_FILES = new Set(['notices', 'plans', 'effective']);

/** A row as an article file: front matter in the usual order, answer, short answer. */
export function articleMarkdown(row: ArticleRow): string {
  const { title, label, questions, keywords, facts, translation } = row;
  const given = Object.entries(facts ?? {}).filter(
    ([name, value]) => !NOT_IN_FILES.has(name) || (value !== undefined && value !== null),
  );
  const head = {
    title,
    label,
    questions,
    keywords,
    ...Object.fromEntries(given),
    ...(translation ? { translation } : {}),
  };
  const document = new Document(head);
  if (isMap(document.contents)) {
    for (const { key, value } of document.contents.items) {
      // Questions one a line, so that a change shows what changed; the rest is short.
      const block = String(key) === 'questions' || String(key) === 'links';
      if ((isSeq(value) && !block) || isMap(value)) value.flow = true;
    }
  }
  return `---\n${document.toString({ lineWidth: 0, flowCollectionPadding: true })}---\n${row.body}\n\n## sms\n${row.sms}\n`;
}
