import { join } from 'node:path';
import { ensureKnowledge } from '../../../bot/cli/ensure-knowledge.ts';
import { readQuestionSet } from '../../eval/question-set.ts';
import { checkForms, DOLLARS_A_PART } from './check-forms.ts';

const file = process.argv[2] ?? join(import.meta.dirname, '..', '..', 'eval', 'dev.jsonl');
const { rows, problems } = await checkForms(await ensureKnowledge(), readQuestionSet(file));
const columns = ['language', 'replies', 'longest', 'divided', 'more', 'parts', 'most', '$/1000'];
console.log(columns.map(name => name.padEnd(9)).join(''));
for (const row of rows) {
  const { language, replies, longest, divided, offersMore, partsMean, partsMost, cost } = row;
  const cells = [
    language,
    replies,
    longest,
    divided,
    offersMore,
    partsMean.toFixed(2),
    partsMost,
    cost.toFixed(2),
  ];
  console.log(cells.map(cell => String(cell).padEnd(9)).join(''));
}
console.log(`\ncost: ${DOLLARS_A_PART.toFixed(4)} dollars a part (assumed list price and carrier fee)`);
console.log(problems.length === 0 ? 'every reply keeps the rules' : `${problems.length} broken rules`);
for (const problem of problems.slice(0, 200)) console.log(`  ${problem.replace(/\n/g, ' / ')}`);
if (problems.length > 0) process.exitCode = 1;
