import { parseArgs } from 'node:util';
import { buildAll } from './build-all.ts';

const { values } = parseArgs({
  options: { force: { type: 'boolean', default: false }, draft: { type: 'boolean', default: false } },
});

try {
  const started = performance.now();
  const result = await buildAll({
    today: new Date().toISOString().slice(0, 10),
    force: values.force,
    draft: values.draft,
    onProgress: step => process.stdout.write(`${step} …\n`),
  });
  for (const { file, line, message } of result.problems)
    process.stdout.write(`knowledge/articles/${file}:${line}: ${message}\n`);
  if (result.stale.length > 0) {
    process.stdout.write(
      `${result.stale.length} translations are stale and fall back to English:\n  ${result.stale.join('\n  ')}\n`,
    );
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(result.upToDate ? 'knowledge is up to date\n' : `knowledge built in ${seconds} s\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
