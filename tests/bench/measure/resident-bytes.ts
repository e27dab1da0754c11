import { setTimeout as wait } from 'node:timers/promises';

/** Memory that this process holds once garbage is gone. Needs `--expose-gc`. */
export async function residentBytes(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await wait(20);
  }
  return process.memoryUsage.rss();
}
