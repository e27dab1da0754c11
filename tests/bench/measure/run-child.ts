import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Runs a TypeScript file in a process of its own, so that its memory is its own, and reads what it prints last as JSON.
 *
 * @throws where the process fails; the message holds what it said
 */
export async function runChild(file: string, options: readonly string[]): Promise<unknown> {
  const flags = ['--import', 'tsx', '--expose-gc', '--max-old-space-size=6000'];
  const { stdout } = await run(process.execPath, [...flags, file, ...options], {
    maxBuffer: 256 * 1024 * 1024,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
