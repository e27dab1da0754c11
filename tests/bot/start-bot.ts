import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../knowledge/project-root.ts';

/** A bot process of its own, on a free port, with a data folder of its own. */
export interface RunningBot {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly dataFolder: string;
  /** Every line it wrote to its log so far. */
  readonly log: readonly string[];
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** Asks it to finish what it does and end; resolves with its exit code. */
  stop(): Promise<number | null>;
  /** Removes its data. */
  clean(): void;
}

/** Starts the real service and waits until it listens. */
export async function startBot(
  options: {
    readonly dataFolder?: string;
    readonly env?: Record<string, string>;
    readonly flags?: readonly string[];
  } = {},
): Promise<RunningBot> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'bot-'));
  const child = spawn(process.execPath, [...(options.flags ?? []), '.dist/bot/main.js'], {
    cwd: projectRoot(),
    env: { PATH: process.env['PATH'], NODE_ENV: 'test', PORT: '0', DATA_DIR: dataFolder, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  child.stderr.on('data', chunk => log.push(String(chunk)));
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', line => {
      log.push(line);
      const found = /"port":(\d+)/.exec(line)?.[1];
      if (found) resolve(Number(found));
    });
    child.once('exit', code =>
      reject(new Error(`the bot ended with ${code} before it listened:\n${log.join('\n')}`)),
    );
  });
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    pid: child.pid ?? 0,
    dataFolder,
    log,
    kill: () => ended(child, 'SIGKILL').then(() => {}),
    stop: () => ended(child, 'SIGTERM'),
    clean: () => rmSync(dataFolder, { recursive: true, force: true }),
  };
}

function ended(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise(resolve => {
    child.once('exit', code => resolve(code));
    child.kill(signal);
  });
}
