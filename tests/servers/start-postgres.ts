import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.ts';

/** A PostgreSQL server of the test's own, in a temporary folder, on a free port. */
export interface RunningPostgres {
  /** URL of a fresh, empty database. */
  readonly url: string;
  /** Process id of the server, to freeze it (SIGSTOP) or the like. */
  readonly pid: () => number;
  /** Kills it at once, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again on the same port with the same data. */
  start(): Promise<void>;
  /** Makes another empty database and returns its URL. */
  createDatabase(): Promise<string>;
  /** Stops it and removes its folder. */
  stop(): Promise<void>;
}

/** Where Debian keeps the server's programs; elsewhere they are on the PATH. */
function program(name: string): string {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return versions[0] ? join(root, versions[0], 'bin', name) : name;
}

/** Whether the server's programs are on this machine. */
export function hasPostgres(): boolean {
  return spawnSync(program('postgres'), ['--version']).status === 0;
}

/** PostgreSQL refuses to run as root: there it runs as the user `postgres`. */
const asRoot = process.getuid?.() === 0;
function command(name: string, args: readonly string[]): [string, string[]] {
  return asRoot ? ['runuser', ['-u', 'postgres', '--', program(name), ...args]] : [program(name), [...args]];
}

/** Starts a server. @throws where its programs are missing or it does not come up within 20 s. */
export async function startPostgres(): Promise<RunningPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  if (asRoot) {
    const id = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
    chownSync(folder, id('-u'), id('-g'));
  }
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  const [make, makeArgs] = command('initdb', [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '--locale=C.UTF-8',
    '-E',
    'UTF8',
    '--no-sync',
  ]);
  const made = spawnSync(make, makeArgs, { encoding: 'utf8', cwd: folder });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  let running: ChildProcess | null = null;

  const start = async () => {
    const [run, runArgs] = command('postgres', [
      '-D',
      data,
      '-h',
      '127.0.0.1',
      '-p',
      String(port),
      '-k',
      folder,
      '-c',
      'max_connections=200',
    ]);
    running = spawn(run, runArgs, { stdio: 'ignore', cwd: folder });
    const giveUp = Date.now() + 20_000;
    for (;;) {
      const client = new pg.Client({
        host: '127.0.0.1',
        port,
        user: 'postgres',
        database: 'postgres',
        connectionTimeoutMillis: 1_000,
      });
      try {
        await client.connect();
        await client.end();
        return;
      } catch (error) {
        if (Date.now() > giveUp) throw new Error('PostgreSQL did not come up', { cause: error });
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    }
  };
  const pid = () => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const ended = async () => {
    const child = running;
    if (child && child.exitCode === null && child.signalCode === null) {
      await new Promise(resolve => child.once('exit', resolve));
    }
    running = null;
  };
  const kill = async () => {
    if (!running) return;
    const server = pid();
    // A killed postmaster leaves its children: they go too, or the next start finds the memory in use.
    const children = spawnSync('pgrep', ['-P', String(server)], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter(Boolean);
    process.kill(server, 'SIGKILL');
    for (const child of children) {
      try {
        process.kill(Number(child), 'SIGKILL');
      } catch {
        // It went by itself.
      }
    }
    await ended();
  };
  const createDatabase = async () => {
    const name = `test_${Math.random().toString(36).slice(2)}`;
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' });
    await client.connect();
    await client.query(`CREATE DATABASE ${name}`);
    await client.end();
    return `postgres://postgres@127.0.0.1:${port}/${name}`;
  };
  await start();
  return {
    url: await createDatabase(),
    pid,
    kill,
    start,
    createDatabase,
    stop: async () => {
      if (running) process.kill(pid(), 'SIGINT');
      await ended();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
