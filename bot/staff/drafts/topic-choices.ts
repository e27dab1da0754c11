import type { Means } from '../../../dialogs/means.ts';

/** Topics and their English titles, by title; then the classes of messages that are no question. */
export function topicChoices(means: Means): readonly (readonly [id: string, title: string])[] {
  const topics = [...(means.knowledge?.topics.values() ?? [])];
  return topics
    .map(({ id, texts }) => [id, `${texts['en']?.title ?? id} (${id})`] as const)
    .sort((one, other) => one[1].localeCompare(other[1], 'en'));
}

/** Languages that articles are written in, with their English names. */
export function languageChoices(means: Means): readonly (readonly [tag: string, name: string])[] {
  const names = new Intl.DisplayNames(['en'], { type: 'language' });
  return (
    means.words.languages
      // Simplified Chinese is made from the Traditional text.
      .filter(tag => tag !== 'zh-Hans')
      .map(tag => [tag, names.of(tag) ?? tag] as const)
  );
}
