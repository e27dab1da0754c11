import { englishHash } from '../article/english-hash.ts';
import type { TopicFiles } from '../article/read-articles.ts';
import { type Finding, finding } from './drift-report.ts';

const SOON_DAYS = 30;
const DAY_MS = 86_400_000;

/** What of the articles themselves falls due: expiry, translations nobody has reviewed, translations of words since changed. */
export function checkUpkeep(topics: readonly TopicFiles[], now: Date): readonly Finding[] {
  const today = now.toISOString().slice(0, 10);
  const soon = new Date(now.getTime() + SOON_DAYS * DAY_MS).toISOString().slice(0, 10);
  const expiring = topics.flatMap(({ id, english }): readonly Finding[] => {
    const { expires } = english.fields;
    if (!expires || expires > soon) return [];
    const about = { topics: [id], after: expires };
    return expires < today
      ? [finding('expired', 'error', `expired on ${expires}: it is not said any more`, about)]
      : [finding('expires-soon', 'warning', `expires on ${expires}`, about)];
  });
  const unreviewed = new Map<string, string[]>();
  const stale = new Map<string, string[]>();
  for (const topic of topics) {
    const mark = englishHash(topic.english);
    for (const [language, { fields }] of topic.translations) {
      if (fields.translation.by === 'machine') push(unreviewed, language, topic.id);
      if (fields.translation.of !== mark) push(stale, language, topic.id);
    }
  }
  return [
    ...expiring,
    ...[...unreviewed].map(([language, ids]) =>
      finding(
        'translations-unreviewed',
        'notice',
        `${language}: ${ids.length} articles that no person has reviewed`,
        {
          language,
          topics: ids,
        },
      ),
    ),
    ...[...stale].map(([language, ids]) =>
      finding(
        'translations-stale',
        'warning',
        `${language}: ${ids.length} articles whose English has changed since`,
        {
          language,
          topics: ids,
        },
      ),
    ),
  ];
}

function push(lists: Map<string, string[]>, key: string, id: string): void {
  const list = lists.get(key) ?? [];
  list.push(id);
  lists.set(key, list);
}
