import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../../knowledge/project-root.ts';
import { COLLECTS, collectedBytes } from './collected.ts';
import { embeddedTarget } from './targets.ts';

/** What open, idle streams cost. */
export interface IdleSockets {
  readonly sockets: number;
  readonly bytesEach: number;
}

/** Sockets opened before the first look, so that what is made once is not counted as theirs. */
const BEFORE = 200;

/** Opens streams of as many talks with one process, and reads by how much its memory grew. */
export async function measureIdleSockets(sockets: number): Promise<IdleSockets> {
  const target = await embeddedTarget(COLLECTS);
  const held: ChildProcess[] = [];
  const hold = async (count: number) => {
    const args = [String(target.ports[0]), target.secret, String(count)];
    const child = spawn(process.execPath, ['--import', 'tsx', 'tests/bench/load/hold-sockets.ts', ...args], {
      cwd: projectRoot(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    held.push(child);
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    if (line !== `open ${count}`) throw new Error(`not all sockets were opened: ${line}`);
  };
  try {
    await hold(BEFORE);
    const pid = target.pids[0] ?? 0;
    const before = await collectedBytes(pid);
    await hold(sockets);
    return { sockets, bytesEach: ((await collectedBytes(pid)) - before) / sockets };
  } finally {
    for (const child of held) child.kill('SIGKILL');
    await target.stop();
  }
}
