import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Service, Shared } from './service.ts';

/** How members send while a fault is tried. */
export type Manner = 'one-by-one' | 'twice-at-once' | 'all-at-once' | 'older-again';

/** Something that goes wrong. */
export interface Fault {
  readonly name: string;
  /** Processes that share PostgreSQL and Redis; 0: one alone with SQLite. */
  readonly processes: number;
  readonly manner?: Manner;
  /** Data folder on a file system of so many megabytes. */
  readonly diskMegabytes?: number;
  /** Flags for Node. */
  readonly flags?: readonly string[];
  /** Makes it go wrong, and right again, while members talk. */
  inject(service: Service): Promise<void>;
}

/** A frozen process is woken after this: longer than the turn of a held-up process lasts (3 s). */
const FROZEN_MS = 4_500;
const OUTAGE_MS = 2_500;
const SLOW_MS = 150;
/** Shifts the wall's clock of a process by an hour at each SIGUSR2: forward, back, back. */
const CLOCK = [
  '--import',
  `data:text/javascript,${encodeURIComponent(
    'const R=Date;let by=0;const steps=[36e5/3,-36e5,-36e5];' +
      "process.on('SIGUSR2',()=>{by+=steps.shift()??0});" +
      'globalThis.Date=class extends R{constructor(...a){a.length?super(...a):super(R.now()+by)}static now(){return R.now()+by}};',
  )}`,
];

/** Every fault that is tried. */
export const FAULTS: readonly Fault[] = [
  { name: 'kill -9, SQLite', processes: 0, inject: service => service.crash(0) },
  { name: 'kill -9 before commit', processes: 2, inject: service => killAtCommit(service, 'before') },
  { name: 'kill -9 after commit', processes: 2, inject: service => killAtCommit(service, 'after') },
  { name: 'kill -9 after send', processes: 2, inject: service => service.crash(0) },
  { name: 'SIGSTOP past lock expiry', processes: 2, inject: freezeProcess },
  { name: 'Redis killed', processes: 2, inject: onShared(killRedis) },
  {
    name: 'Redis frozen',
    processes: 2,
    inject: onShared(({ redis }) => freezePid(redis.pid())),
  },
  {
    name: 'Redis slow',
    processes: 2,
    inject: onShared(({ toRedis }) => during(() => toRedis.slow(SLOW_MS), toRedis.pass)),
  },
  { name: 'Redis flushed', processes: 2, inject: onShared(flushRedis) },
  {
    name: 'Redis refuses',
    processes: 2,
    inject: onShared(({ toRedis }) => during(toRedis.refuse, toRedis.pass)),
  },
  { name: 'PostgreSQL killed', processes: 2, inject: onShared(killPostgres) },
  {
    name: 'PostgreSQL frozen',
    processes: 2,
    inject: onShared(({ toPostgres }) => during(toPostgres.freeze, toPostgres.pass)),
  },
  {
    name: 'PostgreSQL slow',
    processes: 2,
    inject: onShared(({ toPostgres }) => during(() => toPostgres.slow(SLOW_MS), toPostgres.pass)),
  },
  {
    name: 'PostgreSQL refuses',
    processes: 2,
    inject: onShared(({ toPostgres }) => during(toPostgres.refuse, toPostgres.pass)),
  },
  { name: 'disk full, SQLite', processes: 0, diskMegabytes: 24, inject: fillDisk },
  { name: 'each message twice at once', processes: 2, manner: 'twice-at-once', inject: async () => {} },
  { name: 'all messages at once', processes: 2, manner: 'all-at-once', inject: async () => {} },
  { name: 'older messages again', processes: 2, manner: 'older-again', inject: async () => {} },
  { name: 'clock jumps', processes: 0, flags: CLOCK, inject: jumpClock },
  { name: 'restart under load, SQLite', processes: 0, inject: service => restart(service, 0) },
  {
    name: 'restart one by one',
    processes: 2,
    inject: async service => {
      await restart(service, 0);
      await restart(service, 1);
    },
  },
];

function onShared(inject: (shared: Shared) => Promise<void>): Fault['inject'] {
  return async ({ shared }) => {
    if (!shared) throw new Error('this fault needs shared servers');
    await inject(shared);
  };
}

async function during(begin: () => void, end: () => void): Promise<void> {
  begin();
  await wait(OUTAGE_MS);
  end();
}

async function killAtCommit(service: Service, when: 'before' | 'after'): Promise<void> {
  const { shared, bots } = service;
  if (!shared) throw new Error('this fault needs shared servers');
  await new Promise<void>(resolve => {
    shared.toPostgres.atCommit(when, () => {
      // Which of the processes it is can't be seen from here: both go at this moment.
      for (const bot of bots) process.kill(bot.pid, 'SIGKILL');
      resolve();
    });
  });
  await Promise.all(bots.map(bot => bot.kill()));
  shared.toPostgres.pass();
  await Promise.all(bots.map((_, place) => service.again(place)));
}

async function freezeProcess({ bots }: Service): Promise<void> {
  await freezePid(bots[0]?.pid ?? 0);
}

async function freezePid(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  await wait(FROZEN_MS);
  process.kill(pid, 'SIGCONT');
}

async function killRedis({ redis }: Shared): Promise<void> {
  await redis.kill();
  await wait(OUTAGE_MS);
  await redis.start();
}

async function killPostgres({ postgres }: Shared): Promise<void> {
  await postgres.kill();
  await wait(OUTAGE_MS);
  await postgres.start();
}

async function flushRedis({ redis }: Shared): Promise<void> {
  for (let time = 0; time < 10; time++) {
    execFileSync('redis-cli', ['-p', String(redis.port), 'flushall']);
    await wait(200);
  }
}

async function fillDisk({ dataFolder }: Service): Promise<void> {
  const filler = join(dataFolder, 'filler');
  try {
    for (;;) writeFileSync(filler, Buffer.alloc(4_096), { flag: 'a' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
  await wait(OUTAGE_MS);
  rmSync(filler);
}

async function jumpClock({ bots }: Service): Promise<void> {
  for (let jump = 0; jump < 3; jump++) {
    process.kill(bots[0]?.pid ?? 0, 'SIGUSR2');
    await wait(700);
  }
}

async function restart(service: Service, place: number): Promise<void> {
  await service.bots[place]?.stop();
  await service.again(place);
}
