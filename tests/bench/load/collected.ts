import { setTimeout as wait } from 'node:timers/promises';
import { residentBytesOf } from './process-figures.ts';

/** Flags for Node that let the bench ask a process to collect its garbage, by SIGUSR2. */
export const COLLECTS = ['--expose-gc', '--import', "data:text/javascript,process.on('SIGUSR2',()=>gc())"];

/** Memory that a process started with `COLLECTS` holds when its garbage is gone: the least of some looks. */
export async function collectedBytes(pid: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 6; round++) {
    process.kill(pid, 'SIGUSR2');
    await wait(400);
    least = Math.min(least, residentBytesOf(pid));
  }
  return least;
}
