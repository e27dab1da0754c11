import { spawn } from 'node:child_process';
import { projectRoot } from '../../../knowledge/project-root.ts';

/** A run of `npm run knowledge -- …`, in a process and with a data folder of its own. */
export interface KnowledgeRun {
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts the command, with no terminal. */
export function startKnowledge(
  args: readonly string[],
  dataFolder: string,
  env: Readonly<Record<string, string>> = {},
): KnowledgeRun {
  const child = spawn(process.execPath, ['.dist/bot/cli/knowledge.js', ...args], {
    cwd: projectRoot(),
    env: { PATH: process.env['PATH'], DATA_DIR: dataFolder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', chunk => {
    out += String(chunk);
  });
  child.stderr.on('data', chunk => {
    err += String(chunk);
  });
  return {
    ended: new Promise(resolve => child.once('close', code => resolve({ code, out, err }))),
    kill: signal => child.kill(signal),
  };
}
