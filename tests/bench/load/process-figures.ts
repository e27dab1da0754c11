import { readFileSync } from 'node:fs';

/** Kernel ticks a second; 100 on every Linux that Node runs on. */
const TICKS = 100;

/** Seconds of processor time that processes have taken so far, in user and kernel mode, all their threads. */
export function processorSeconds(pids: readonly number[]): number {
  return pids
    .map(pid => {
      // The name, in parentheses, may hold anything: fields are counted from behind it (proc(5), stat: 14 and 15).
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) / TICKS;
    })
    .reduce((sum, seconds) => sum + seconds, 0);
}

/** Bytes of memory that a process holds now. */
export function residentBytesOf(pid: number): number {
  return 1_024 * Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
}
