import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../servers/start-postgres.ts';
import { startRedis } from '../../servers/start-redis.ts';
import { type StartedProcess, startProcess } from './started-process.ts';

/** Something that load is put on. */
export interface Target {
  readonly name: string;
  readonly bot: 'echo' | 'bot';
  readonly ports: readonly number[];
  /** Processes of the bot itself, without the servers it uses. */
  readonly pids: readonly number[];
  readonly secret: string;
  stop(): Promise<void>;
}

const SECRET = 'a-secret-of-the-site-under-load-'.padEnd(40, 's');
const MAIN = '.dist/bot/main.js';
const SETTINGS = {
  DIRECT_LINE_SECRET: SECRET,
  MESSAGES_PER_MINUTE: '100000000',
  LOG_LEVEL: 'info',
  DEMO_PAGE: 'false',
  MAX_CONNECTIONS: '100000',
  MAX_CONNECTIONS_PER_ADDRESS: '100000',
};

/** The bare echo bot, in one process or several that know nothing of each other. */
export async function echoTarget(count = 1): Promise<Target> {
  const processes: StartedProcess[] = [];
  for (let number = 0; number < count; number++)
    processes.push(await startProcess(['--import', 'tsx', 'tests/bench/load/echo-bot.ts']));
  const name = count === 1 ? 'echo bot, memory' : `echo bot, memory, ${count} processes`;
  return target(name, 'echo', processes, async () => {
    await Promise.all(processes.map(({ stop }) => stop()));
  });
}

/**
 * Our bot with nothing installed: one process, SQLite.
 * @param flags further flags for Node
 */
export async function embeddedTarget(flags: readonly string[] = []): Promise<Target> {
  const folder = mkdtempSync(join(tmpdir(), 'load-'));
  const one = await startProcess([...flags, MAIN], { ...SETTINGS, DATA_DIR: folder });
  return target('1 process, SQLite', 'bot', [one], async () => {
    await one.stop();
    rmSync(folder, { recursive: true, force: true });
  });
}

/** Our bot in several processes that share PostgreSQL and Redis, both started here, and one data folder for keys. */
export async function sharedTarget(count: number): Promise<Target> {
  const folder = mkdtempSync(join(tmpdir(), 'load-'));
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const processes: StartedProcess[] = [];
  for (let number = 0; number < count; number++) {
    processes.push(
      await startProcess([MAIN], {
        ...SETTINGS,
        DATA_DIR: folder,
        DATABASE_URL: postgres.url,
        REDIS_URL: redis.url,
      }),
    );
  }
  const name = `${count} process${count === 1 ? '' : 'es'}, PostgreSQL and Redis`;
  return target(name, 'bot', processes, async () => {
    await Promise.all(processes.map(({ stop }) => stop()));
    await Promise.all([postgres.stop(), redis.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });
}

function target(
  name: string,
  bot: 'echo' | 'bot',
  processes: readonly StartedProcess[],
  stop: () => Promise<void>,
): Target {
  return {
    name,
    bot,
    ports: processes.map(({ port }) => port),
    pids: processes.map(({ pid }) => pid),
    secret: SECRET,
    stop,
  };
}
