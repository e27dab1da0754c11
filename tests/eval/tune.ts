import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureKnowledge } from '../../bot/cli/ensure-knowledge.ts';
import { askConversation, type Replied } from '../../bot/turn/ask-conversation.ts';
import { directoryPhones } from '../../bot/turn/directory-phones.ts';
import { createMasker } from '../../bot/turn/masking/masker.ts';
import type { Thresholds } from '../../dialogs/thresholds.ts';
import { projectRoot } from '../../knowledge/project-root.ts';
import { readQuestionSet } from './question-set.ts';
import { judge, score } from './score.ts';

/*
 * Searches the limits of dialogs/thresholds.yaml on the development set, by cross-validation: each fold is scored
 * with the limits that were best on the other folds. With --write the best limits over all folds are written.
 */
const SEARCHED = {
  answer: [0.4, 0.45, 0.5, 0.55],
  answerAlone: [0.3, 0.35, 0.4, 0.45],
  turnAway: [0.25, 0.35, 0.45],
} as const;
const FOLDS = 5;

type Setting = Pick<Thresholds, keyof typeof SEARCHED>;
type Replies = ReadonlyMap<string, readonly Replied[]>;

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
const means = await ensureKnowledge();
const set = readQuestionSet(join(import.meta.dirname, 'dev.jsonl'));
const masker = createMasker({ phones: directoryPhones(means.directory) });
const current: Setting = means.thresholds;
const settings = [current, ...combinations()];

const tried: { readonly setting: Setting; readonly replies: Replies }[] = [];
for (const setting of settings) {
  const replies = new Map<string, readonly Replied[]>();
  const tuned = { ...means, thresholds: { ...means.thresholds, ...setting } };
  for (const one of set) replies.set(one.id, (await askConversation(tuned, one, undefined, masker)).replies);
  tried.push({ setting, replies });
  process.stderr.write(`\r${tried.length} of ${settings.length}`);
}
process.stderr.write('\n');

const [present] = tried;
let before = 0;
let after = 0;
for (let fold = 0; fold < FOLDS; fold++) {
  const inFold = (place: number) => place % FOLDS === fold;
  const chosen = best(set.filter((_, place) => !inFold(place)));
  const held = set.filter((_, place) => inFold(place));
  before += value(held, present?.replies ?? new Map()) / FOLDS;
  after += value(held, chosen.replies) / FOLDS;
}
const chosen = best(set);
console.log(
  `held-back folds: value ${before.toFixed(4)} with the present limits, ${after.toFixed(4)} with searched ones`,
);
console.log('present', show(current), summary(present?.replies ?? new Map()));
console.log('best   ', show(chosen.setting), summary(chosen.replies));
if (values.write) write(chosen.setting);

function combinations(): readonly Setting[] {
  return SEARCHED.answer.flatMap(answer =>
    SEARCHED.answerAlone
      .filter(alone => alone <= answer)
      .flatMap(answerAlone => SEARCHED.turnAway.map(turnAway => ({ answer, answerAlone, turnAway }))),
  );
}

function best(conversations: typeof set) {
  const ranked = tried
    .map(one => ({ ...one, value: value(conversations, one.replies) }))
    .sort((a, b) => b.value - a.value);
  const [first] = ranked;
  if (!first) throw new Error('nothing was tried');
  return first;
}

/** What is wanted at once: right answers, offers that hold the right one, turning away, and few wrong answers. */
function value(conversations: typeof set, replies: Replies): number {
  const { accuracy, resolution, abstention, wrong } = score(judge(conversations, replies));
  return (accuracy ?? 0) + (resolution ?? 0) / 2 + (abstention ?? 0) / 2 - 4 * (wrong ?? 0);
}

function summary(replies: Replies): string {
  const parts = (['accuracy', 'resolution', 'wrong', 'abstention'] as const).map(name => {
    const all = score(judge(set, replies))[name];
    const english = score(judge(set, replies).filter(({ lang }) => lang === 'en'))[name];
    return `${name} ${all?.toFixed(3)} (en ${english?.toFixed(3)})`;
  });
  return parts.join(', ');
}

function show(setting: Setting): string {
  return Object.keys(SEARCHED)
    .map(name => `${name} ${setting[name as keyof Setting]}`)
    .join(', ');
}

function write(setting: Setting): void {
  const file = join(projectRoot(), 'dialogs', 'thresholds.yaml');
  let text = readFileSync(file, 'utf8');
  for (const name of Object.keys(SEARCHED)) {
    text = text.replace(
      new RegExp(`^${name}: [\\d.]+`, 'm'),
      `${name}: ${setting[name as keyof Setting].toFixed(2)}`,
    );
  }
  writeFileSync(file, text);
  console.log(`written to ${file}`);
}
