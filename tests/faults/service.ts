import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../bot/transcripts/open-database.ts';
import type { LogDatabase } from '../../bot/transcripts/schema.ts';
import { type RunningBot, startBot } from '../bot/start-bot.ts';
import { freePort } from '../servers/free-port.ts';
import { type RunningPostgres, startPostgres } from '../servers/start-postgres.ts';
import { type RunningRedis, startRedis } from '../servers/start-redis.ts';
import { type FaultProxy, faultProxy } from './fault-proxy.ts';

/** Servers that processes share, each behind a line on which things can go wrong. */
export interface Shared {
  readonly postgres: RunningPostgres;
  readonly redis: RunningRedis;
  readonly toPostgres: FaultProxy;
  readonly toRedis: FaultProxy;
}

/** The service of one test: one process with SQLite, or several with PostgreSQL and Redis. */
export interface Service {
  readonly bots: RunningBot[];
  readonly ports: () => readonly number[];
  readonly secret: string;
  readonly dataFolder: string;
  readonly shared: Shared | null;
  /** Kills a process at once and starts it again on its port. */
  crash(place: number): Promise<void>;
  /** Starts a process that has ended again, on its port. */
  again(place: number): Promise<void>;
  /** Ends the processes and opens the log, to read what is in it. */
  openLog(): Promise<LogDatabase>;
  stop(): Promise<void>;
}

const SECRET = 'a-secret-of-the-site-where-things-fail'.padEnd(40, 's');

/** Starts a service. @param processes how many share PostgreSQL and Redis; 0: one alone with SQLite */
export async function startService(
  processes: number,
  options: { readonly dataFolder?: string; readonly flags?: readonly string[] } = {},
): Promise<Service> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'faults-'));
  const shared = processes > 0 ? await startShared() : null;
  const env: Record<string, string> = {
    DIRECT_LINE_SECRET: SECRET,
    MESSAGES_PER_MINUTE: '100000',
    LOG_LEVEL: 'info',
    DEMO_PAGE: 'false',
    ...(shared
      ? {
          DATABASE_URL: shared.postgres.url.replace(/:\d+\//, `:${shared.toPostgres.port}/`),
          REDIS_URL: `redis://127.0.0.1:${shared.toRedis.port}`,
        }
      : {}),
  };
  const bots: RunningBot[] = [];
  const start = async (port: number) =>
    startBot({ dataFolder, env: { ...env, PORT: String(port) }, flags: options.flags ?? [] });
  for (let place = 0; place < Math.max(1, processes); place++) bots.push(await start(await freePort()));
  const again = async (place: number) => {
    bots[place] = await start(bots[place]?.port ?? 0);
  };
  let log: LogDatabase | null = null;
  return {
    bots,
    ports: () => bots.map(({ port }) => port),
    secret: SECRET,
    dataFolder,
    shared,
    crash: async place => {
      await bots[place]?.kill();
      await again(place);
    },
    again,
    openLog: async () => {
      await Promise.all(bots.map(bot => bot.stop()));
      log = (await openDatabase({ ...(shared ? { url: shared.postgres.url } : {}), dataDir: dataFolder })).db;
      return log;
    },
    stop: async () => {
      await log?.destroy();
      await Promise.all(bots.map(bot => bot.kill()));
      if (shared) {
        await Promise.all([shared.toPostgres.close(), shared.toRedis.close()]);
        await Promise.all([shared.postgres.stop(), shared.redis.stop()]);
      }
      if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

async function startShared(): Promise<Shared> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const [toPostgres, toRedis] = await Promise.all([
    faultProxy(Number(new URL(postgres.url).port)),
    faultProxy(redis.port),
  ]);
  return { postgres, redis, toPostgres, toRedis };
}
