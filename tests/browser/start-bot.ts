import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../knowledge/project-root.ts';

/** The bot as its own process, on a free port, with a data folder of its own. */
export interface StartedBot {
  readonly url: string;
  readonly port: number;
  readonly secret: string;
  /** Kills the process and starts it again on the same port and data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const SECRET = 'test-secret-'.padEnd(43, 'x');

export async function startBot(settings: Readonly<Record<string, string>> = {}): Promise<StartedBot> {
  const data = mkdtempSync(join(tmpdir(), 'bot-'));
  let { child, port } = await run(0, data, settings);
  const kill = async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return {
    url: `http://localhost:${port}`,
    port,
    secret: SECRET,
    restart: async () => {
      await kill();
      ({ child, port } = await run(port, data, settings));
    },
    stop: async () => {
      await kill();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function run(
  port: number,
  data: string,
  settings: Readonly<Record<string, string>>,
): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, ['.dist/bot/main.js'], {
    cwd: projectRoot(),
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: data,
      LOG_LEVEL: 'info',
      DIRECT_LINE_SECRET: SECRET,
      MESSAGES_PER_MINUTE: '600',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const errors: Buffer[] = [];
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk));
  const listening = new Promise<number>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`the bot did not start: ${Buffer.concat(errors)}`)));
    const lines = createInterface({ input: child.stdout ?? process.stdin });
    lines.on('line', line => {
      const found = /"port":(\d+)/.exec(line)?.[1];
      if (found) resolve(Number(found));
    });
  });
  return { child, port: await listening };
}
