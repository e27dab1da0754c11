import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../../knowledge/project-root.ts';

/** A server process under load. */
export interface StartedProcess {
  readonly port: number;
  readonly pid: number;
  /** Ends it and waits for that. */
  stop(): Promise<void>;
}

/** Starts a Node process that prints `"port":<number>` when it listens. @throws with its log where it ends before. */
export async function startProcess(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<StartedProcess> {
  const child = spawn(process.execPath, args, {
    cwd: projectRoot(),
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  child.stderr.on('data', chunk => log.push(String(chunk)));
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', line => {
      if (log.length < 100) log.push(line);
      const found = /"port":(\d+)/.exec(line)?.[1];
      if (found) resolve(Number(found));
    });
    child.once('exit', code =>
      reject(new Error(`ended with ${code} before it listened:\n${log.join('\n')}`)),
    );
  });
  return { port, pid: child.pid ?? 0, stop: () => ended(child) };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await gone;
  clearTimeout(patience);
}
