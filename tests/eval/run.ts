import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureKnowledge } from '../../bot/cli/ensure-knowledge.ts';
import { askConversation } from '../../bot/turn/ask-conversation.ts';
import { directoryPhones } from '../../bot/turn/directory-phones.ts';
import { createMasker } from '../../bot/turn/masking/masker.ts';
import { readQuestionSet } from './question-set.ts';
import { isWrong, judge, type Scores, score } from './score.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    lang: { type: 'string' },
    passages: { type: 'string' },
  },
});
const file = positionals[0] ?? join(import.meta.dirname, 'dev.jsonl');
const means = await ensureKnowledge(undefined, values.passages);
const set = readQuestionSet(file).filter(({ lang }) => values.lang === undefined || lang === values.lang);
const masker = createMasker({ phones: directoryPhones(means.directory) });
const replies = new Map<string, Awaited<ReturnType<typeof askConversation>>['replies']>();
const started = performance.now();
for (const conversation of set)
  replies.set(conversation.id, (await askConversation(means, conversation, undefined, masker)).replies);
const elapsed = performance.now() - started;
const turns = judge(set, replies);

const rows: [string, Scores][] = [...new Set(turns.map(({ lang }) => lang))]
  .sort()
  .map(lang => [lang, score(turns.filter(turn => turn.lang === lang))]);
const columns = [
  'turns',
  'accuracy',
  'resolution',
  'wrong',
  'abstention',
  'safety',
  'exact',
  'language',
] as const;
const show = (value: number | null) =>
  value === null ? '–' : Number.isInteger(value) && value > 1 ? String(value) : value.toFixed(3);
console.log(['lang', ...columns].map(name => name.padEnd(10)).join(' '));
for (const [lang, scores] of [...rows, ['all', score(turns)] as const]) {
  console.log([lang, ...columns.map(column => show(scores[column]))].map(cell => cell.padEnd(10)).join(' '));
}

const kinds = new Map<string, number[]>();
for (const { expected, ok } of turns) {
  const kind = expected.outcome.join('|');
  kinds.set(kind, [...(kinds.get(kind) ?? []), ok ? 1 : 0]);
}
console.log('\nby expected outcome: right/turns');
for (const [kind, oks] of [...kinds].sort())
  console.log(`  ${kind.padEnd(40)} ${oks.reduce((a, b) => a + b, 0)}/${oks.length}`);

const quoted = turns.filter(({ reply }) => reply.topic?.startsWith('passage:'));
if (values.passages) {
  console.log(
    `\n${quoted.length} turns quote a passage of the site, ${quoted.filter(({ ok }) => !ok).length} of them not as expected`,
  );
  for (const { text, expected, reply } of quoted)
    console.log(`  ${text} (want ${expected.outcome} ${expected.topics ?? ''}): ${reply.topic}`);
}

const confusions = new Map<string, number>();
for (const { expected, reply, ok } of turns) {
  if (ok) continue;
  const pair = `${expected.topics?.join('|') ?? expected.outcome.join('|')} → ${reply.outcome} ${reply.topic ?? reply.topics.slice(0, 2).join(' ')}`;
  confusions.set(pair, (confusions.get(pair) ?? 0) + 1);
}
console.log('\nworst confusions');
for (const [pair, count] of [...confusions].sort((a, b) => b[1] - a[1]).slice(0, values.all ? 1_000 : 12))
  console.log(`  ${count}  ${pair}`);
if (values.all) {
  console.log('\nevery turn that is not as expected (! wrong answer)');
  for (const turn of turns.filter(({ ok }) => !ok)) {
    console.log(
      `${isWrong(turn) ? '!' : ' '} ${turn.id} ${turn.text}\n     want ${turn.expected.outcome} ${turn.expected.topics ?? ''}; ${turn.problem}; got ${turn.reply.outcome} ${turn.reply.topic ?? turn.reply.topics.slice(0, 3).join(' ')} ${turn.reply.confidence?.toFixed(2)} ${turn.reply.locale}`,
    );
  }
}
console.log(`\n${set.length} conversations in ${(elapsed / 1000).toFixed(2)} s`);
