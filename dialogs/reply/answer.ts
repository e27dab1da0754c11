import type { Topic } from '../../knowledge/article/topic.ts';
import type { Block, Decision } from '../decision.ts';
import type { Choice } from '../talk-state.ts';
import { end, type Turn } from '../turn.ts';
import { planChoices } from './choices.ts';
import { resolveLines } from './member-lines.ts';

/** Topics that mean that a member is unhappy with care or plan: staff see the talk. */
const GRIEVANCE = /^grievance\.|^legal\.nondiscrimination$/;

/** A topic that may be said today, or undefined. */
export function sayableTopic(turn: Turn, id: string): Topic | undefined {
  const topic = turn.means.knowledge?.topics.get(id);
  if (!topic) return undefined;
  const today = turn.message.now.toISOString().slice(0, 10);
  if (topic.effective && today < topic.effective) return undefined;
  return topic.expires && today > topic.expires ? undefined : topic;
}

/** Blocks of one approved answer: the text, its lines, and what is said beside it. */
export function answerBlocks(turn: Turn, topic: Topic): readonly Block[] {
  const { means } = turn;
  const language = topic.texts[turn.language] ? turn.language : 'en';
  const blocks: Block[] = [
    {
      kind: 'article',
      topic: topic.id,
      language,
      noticeLanguages: topic.notices ? noticeLanguages(turn) : [],
    },
  ];
  if (topic.plans && turn.plan && turn.plan !== 'none' && !topic.plans.includes(turn.plan)) {
    blocks.push({
      kind: 'note',
      key: 'chat:answer.otherPlan',
      values: { plan: { key: `plans:${topic.plans[0]}` } },
    });
  }
  const lines = resolveLines(topic.lines, turn.plan ?? onlyPlan(topic), means.directory);
  if (lines.length > 0) blocks.push({ kind: 'lines', lines });
  return blocks;
}

/** Ends the turn with an approved answer, and asks for the plan where the line depends on it. */
export function answerTopic(
  turn: Turn,
  topic: Topic,
  options: { readonly topics?: readonly string[]; readonly keepQuestion?: boolean } = {},
): Decision {
  const dependsOnPlan = topic.lines.includes('plan') && !turn.plan && !onlyPlan(topic);
  const choices: readonly Choice[] = dependsOnPlan ? planChoices(turn) : flowChoices(turn, topic);
  if (GRIEVANCE.test(topic.id)) turn.flags.push('grievance');
  turn.draft = {
    ...turn.draft,
    lastTopic: topic.id,
    lastQuestion: options.keepQuestion ? turn.draft.lastQuestion : turn.message.text,
    sinceAnswer: 0,
    // Right after a miss this is the second try: one more miss, and a person is offered.
    misses: turn.before.missed || turn.draft.missed ? turn.draft.misses : 0,
    refused: turn.before.missed || turn.draft.missed ? turn.draft.refused : [],
  };
  return end(turn, 'answered', {
    blocks: answerBlocks(turn, topic),
    choices,
    prompt: dependsOnPlan ? 'chat:plan.ask' : null,
    topic: topic.id,
    topics: options.topics ?? rankedTopics(turn, topic.id),
  });
}

/** Topics of the candidates, best first, the given one in front. */
export function rankedTopics(turn: Turn, first: string): readonly string[] {
  const others = (turn.retrieval?.candidates ?? []).filter(
    ({ kind, id }) => kind === 'topic' && id !== first,
  );
  return [first, ...others.map(({ id }) => id)];
}

function onlyPlan(topic: Topic): string | null {
  return topic.plans?.length === 1 ? (topic.plans[0] ?? null) : null;
}

function flowChoices(turn: Turn, topic: Topic): readonly Choice[] {
  if (!topic.id.startsWith('renewal.') || turn.message.channel === 'sms') return [];
  return [
    { value: 'flow:renewal-coach', label: turn.means.words.in(turn.language)('flows:offer.renewal-coach') },
  ];
}

/** Languages of the notice to show: those the message names, and the one it is answered in. */
function noticeLanguages(turn: Turn): readonly string[] {
  const named = turn.means.phrases.languages
    .filter(({ names }) => names.find(turn.message.text) !== null)
    .map(({ tag }) => primary(tag));
  return [...new Set([...named, primary(turn.language)])];
}

function primary(tag: string): string {
  return tag.split('-')[0] ?? tag;
}
