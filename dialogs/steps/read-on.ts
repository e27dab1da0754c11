import type { Block, Decision } from '../decision.ts';
import { LONGEST_IN_ALL, longestText } from '../reply/sms-length.ts';
import { joinSentences, splitAtSentences } from '../reply/split-at-sentences.ts';
import { end, type Step, type Turn } from '../turn.ts';

const HINT = 'chat:answer.more';

/** MORE by text message, in any language's word: the next piece of the long answer that the last short one stood for. */
export const readOn: Step = turn => {
  const { before, means, message } = turn;
  if (message.channel !== 'sms' || !means.phrases.list.more.is(message.text)) return null;
  if (before.dialogs.dialogStack.length > 0 || (before.rest === null && before.lastTopic === null))
    return null;
  if (before.rest === null) {
    return end(turn, 'control', { blocks: [{ kind: 'say', key: 'chat:answer.noMore' }] });
  }
  const hint = means.words.in(turn.language)(HINT);
  const longest = longestText(turn.language);
  const whole = before.rest.length <= longest;
  const [piece = '', ...later] = splitAtSentences(before.rest, whole ? longest : longest - hint.length - 1);
  const blocks: Block[] = [{ kind: 'text', text: piece }];
  if (later.length > 0) blocks.push({ kind: 'say', key: HINT });
  turn.draft = { ...turn.draft, rest: later.length > 0 ? joinSentences(later) : null, sinceAnswer: 0 };
  const decision = end(turn, 'answered', {
    blocks,
    topic: before.lastTopic,
    topics: before.lastTopic === null ? [] : [before.lastTopic],
  });
  // What was offered before can still be picked after it.
  return { ...decision, state: { ...decision.state, offered: before.offered } };
};

/** After a short answer by text message the whole one waits for MORE, where it says more than the short one. */
export function keepRest(turn: Turn, decision: Decision): Decision {
  if (turn.message.channel !== 'sms') return decision;
  const bodies = decision.blocks.flatMap(block => {
    if (block.kind !== 'article') return [];
    const text = turn.means.knowledge?.topics.get(block.topic)?.texts[block.language];
    return text && text.body.length > text.sms.length ? [text.body.replace(/\s+/g, ' ').trim()] : [];
  });
  const answered = decision.blocks.some(({ kind }) => kind === 'article');
  if (!answered) return decision;
  const [rest] = splitAtSentences(joinSentences(bodies), LONGEST_IN_ALL - longestText(decision.language));
  const blocks: readonly Block[] = rest ? [...decision.blocks, { kind: 'note', key: HINT }] : decision.blocks;
  return { ...decision, blocks, state: { ...decision.state, rest: rest ?? null } };
}
