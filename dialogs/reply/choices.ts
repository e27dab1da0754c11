import type { Choice } from '../talk-state.ts';
import type { Turn } from '../turn.ts';

/** The four plans to pick from, in the member's language. */
export function planChoices(turn: Turn): readonly Choice[] {
  const say = turn.means.words.in(turn.language);
  const plans = turn.means.directory.plans.map(({ id }) => ({
    value: `plan:${id}`,
    label: say(`plans:${id}`),
  }));
  return [...plans, { value: 'plan:none', label: say('plans:none') }];
}

/** Topics to pick from, by their short labels in the member's language. */
export function topicChoices(turn: Turn, topics: readonly string[]): readonly Choice[] {
  return topics.flatMap(id => {
    const texts = turn.means.knowledge?.topics.get(id)?.texts;
    const text = texts?.[turn.language] ?? texts?.en;
    return text ? [{ value: `topic:${id}`, label: text.label }] : [];
  });
}

/** "None of these", last of the topics offered. */
export function noneChoice(turn: Turn): Choice {
  return { value: 'none', label: turn.means.words.in(turn.language)('chat:clarify.none') };
}

/** The languages there are, each by its own name. */
export function languageChoices(turn: Turn): readonly Choice[] {
  const { words } = turn.means;
  return words.languages.map(tag => ({ value: `language:${tag}`, label: words.locale(tag).language.name }));
}
