import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { startRedis } from './start-redis.ts';
import { until } from './until.ts';

/** A master with a replica, watched by three Sentinels, on free ports. */
export interface RunningSentinels {
  readonly url: string;
  /** Kills the master; the replica takes over after a second or two. */
  killMaster(): Promise<void>;
  stop(): Promise<void>;
}

const SENTINELS = 3;
const DOWN_AFTER_MS = 500;

/** Starts them and waits until all know each other. */
export async function startRedisSentinel(): Promise<RunningSentinels> {
  const master = await startRedis();
  const replica = await startRedis(['--replicaof', '127.0.0.1', String(master.port)]);
  const folder = mkdtempSync(join(tmpdir(), 'sentinel-'));
  const ports: number[] = [];
  const children: ChildProcess[] = [];
  for (let number = 0; number < SENTINELS; number++) {
    const port = await freePort();
    const file = join(folder, `${port}.conf`);
    writeFileSync(
      file,
      [
        `port ${port}`,
        'bind 127.0.0.1',
        `dir ${folder}`,
        `sentinel monitor members 127.0.0.1 ${master.port} 2`,
        `sentinel down-after-milliseconds members ${DOWN_AFTER_MS}`,
        'sentinel failover-timeout members 3000',
      ].join('\n'),
    );
    children.push(spawn('redis-server', [file, '--sentinel'], { stdio: 'ignore' }));
    ports.push(port);
  }
  const asked = (port: number) => {
    try {
      const told = ['-p', String(port), 'sentinel', 'master', 'members'];
      const lines = execFileSync('redis-cli', told, { encoding: 'utf8', stdio: 'pipe' }).split('\n');
      const value = (name: string) => Number(lines[lines.indexOf(name) + 1]);
      return value('num-slaves') === 1 && value('num-other-sentinels') === SENTINELS - 1;
    } catch {
      return false;
    }
  };
  await until(() => ports.every(asked), 30_000);
  return {
    url: `redis+sentinel://${ports.map(port => `127.0.0.1:${port}`).join(',')}/0?name=members`,
    killMaster: () => master.kill(),
    stop: async () => {
      for (const child of children) child.kill('SIGKILL');
      await Promise.all([master.stop(), replica.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
