import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { projectRoot } from '../knowledge/project-root.ts';

/** Compiles the service and builds knowledge and words, if they are not up to date: tests and benches start the real one. */
export function buildService(): void {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  for (const args of [[tsc, '-p', 'tsconfig.build.json'], ['.dist/bot/cli/build.js']]) {
    execFileSync(process.execPath, args, { cwd: projectRoot(), stdio: ['ignore', 'ignore', 'inherit'] });
  }
}
