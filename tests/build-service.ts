import { execSync } from 'node:child_process';
import { projectRoot } from '../knowledge/project-root.ts';

/** Compiles the service and builds knowledge and words, if they are not up to date: tests and benches start the real one. */
export function buildService(): void {
  execSync('npm run --silent build:service', { cwd: projectRoot(), stdio: ['ignore', 'ignore', 'inherit'] });
}
