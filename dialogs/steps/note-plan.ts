import type { Topic } from '../../knowledge/article/topic.ts';
import type { Decision } from '../decision.ts';
import { countWords } from '../match/count-words.ts';
import { planNamed } from '../match/plan-named.ts';
import { answerTopic, sayableTopic } from '../reply/answer.ts';
import { planLines } from '../reply/member-lines.ts';
import { menuChoices } from '../reply/menu.ts';
import type { Choice } from '../talk-state.ts';
import { end, type Step, type Turn } from '../turn.ts';
import { isClass } from './classes.ts';

const RECENT_TURNS = 2;
/** Most words beside a plan's name in a message that only names the plan ("i have covered direct btw"). */
const WORDS_BESIDE = 4;

/** "I have L.A. Care Covered": remembers the plan, and answers the last question anew for it. */
export const notePlan: Step = turn => {
  const { means, message, retrieval } = turn;
  const stated = isClass(retrieval, 'statement.plan', means.thresholds.command);
  const named = planNamed(message.text, means.phrases);
  const none = means.phrases.plans.find(({ plan }) => plan === 'none')?.names;
  if (named && (stated || isOnlyName(turn, named))) return answerForPlan(turn, named);
  const askedForPlan = turn.before.offered.some(({ value }) => value.startsWith('plan:'));
  if (none && (stated || askedForPlan) && none.find(message.text) !== null && !named)
    return answerForPlan(turn, 'none');
  return stated
    ? end(turn, 'control', { blocks: [], prompt: 'chat:plan.ask', choices: menuOfPlans(turn) })
    : null;
};

/** Remembers the plan and says what that changes: the last answer for this plan, or what can be asked about it. */
export function answerForPlan(turn: Turn, plan: string): Decision {
  const { before, means } = turn;
  turn.plan = plan;
  turn.draft = { ...turn.draft, plan };
  const recent = before.sinceAnswer < RECENT_TURNS || before.offered.length > 0;
  if (recent && before.lastQuestion !== null) {
    const found = means.knowledge?.engine.retrieve({
      text: before.lastQuestion,
      language: turn.language,
      plan,
    });
    turn.retrieval = found ?? null;
    const holds = (topic: Topic) => topic.plans === null || topic.plans.includes(plan);
    const offered = sayable(turn, topicsOf(before.offered));
    // Of what was offered, the topic of that plan; else the last topic where it holds; else what the question is about.
    const topic =
      offered.find(({ plans }) => plans?.includes(plan)) ??
      sayable(turn, before.lastTopic === null ? [] : [before.lastTopic]).find(holds) ??
      offered.find(holds) ??
      sayable(
        turn,
        (found?.candidates ?? []).map(({ id }) => id),
      ).find(holds);
    if (topic) return answerTopic(turn, topic, { keepQuestion: true });
  }
  if (plan === 'none') {
    return end(turn, 'control', {
      blocks: [
        { kind: 'say', key: 'chat:plan.none' },
        { kind: 'lines', lines: planLines('none', means.directory) },
      ],
      choices: menuChoices(turn),
    });
  }
  return end(turn, 'control', {
    blocks: [
      { kind: 'say', key: 'chat:plan.noted', values: { plan: { key: `plans:${plan}` } } },
      { kind: 'lines', lines: planLines(plan, means.directory) },
    ],
    choices: menuChoices(turn),
  });
}

function topicsOf(offered: readonly Choice[]): readonly string[] {
  return offered.flatMap(({ value }) => (value.startsWith('topic:') ? [value.slice(6)] : []));
}

function sayable(turn: Turn, ids: readonly string[]): readonly Topic[] {
  return ids.map(id => sayableTopic(turn, id)).filter(topic => topic !== undefined);
}

/** Whether the message is no more than a plan's name, give or take a word or two ("its la care covered"). */
function isOnlyName(turn: Turn, plan: string): boolean {
  const names = turn.means.phrases.plans.find(known => known.plan === plan)?.names;
  const left = names?.without(turn.message.text) ?? 'x';
  if (left === '') return true;
  const likely = turn.retrieval?.candidates.find(({ id }) => id === 'statement.plan')?.probability ?? 0;
  return countWords(left) <= WORDS_BESIDE && likely >= turn.means.thresholds.planStated;
}

function menuOfPlans(turn: Turn) {
  const say = turn.means.words.in(turn.language);
  return turn.means.directory.plans.map(({ id }) => ({ value: `plan:${id}`, label: say(`plans:${id}`) }));
}
