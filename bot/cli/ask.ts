import { parseArgs } from 'node:util';
import { KNOWLEDGE_ONLY, RECIPE } from '../../dialogs/decide.ts';
import { askAll } from './ask-all.ts';
import { askOnce } from './ask-once.ts';
import { ensureKnowledge } from './ensure-knowledge.ts';

const USAGE = `usage: npm run ask -- "question" [--explain] [--sms] [--plan medi-cal|lacc|pasc|dsnp] [--locale es] [--knowledge DIR]
                          [--passages DATA_DIR]: passages in service there may be quoted
       npm run --silent ask -- --jsonl [--knowledge DIR] < questions.jsonl > replies.jsonl`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    jsonl: { type: 'boolean', default: false },
    explain: { type: 'boolean', default: false },
    sms: { type: 'boolean', default: false },
    plan: { type: 'string' },
    locale: { type: 'string' },
    knowledge: { type: 'string' },
    passages: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help || (!values.jsonl && positionals.length === 0)) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = values.help ? 0 : 2;
} else {
  try {
    const means = await ensureKnowledge(values.knowledge, values.passages);
    // Another folder has its own kinds of questions: the plan's commands, small talk and flows would get in their way.
    const recipe = values.knowledge === undefined ? RECIPE : KNOWLEDGE_ONLY;
    if (values.jsonl) await askAll(means, process.stdin, process.stdout, recipe);
    else {
      const asked = {
        text: positionals.join(' '),
        channel: values.sms ? 'sms' : 'web',
        explain: values.explain,
      } as const;
      process.stdout.write(
        await askOnce(means, { ...asked, plan: values.plan ?? null, locale: values.locale ?? null, recipe }),
      );
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
