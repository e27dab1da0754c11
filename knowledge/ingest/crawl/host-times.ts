import { setTimeout as wait } from 'node:timers/promises';

/** Keeps requests to one host apart, however many ask at once. */
export class HostTimes {
  readonly #next = new Map<string, number>();

  /** Resolves when it is this caller's turn: at least `delayMs` after the turn before on the same host. */
  async turn(host: string, delayMs: number): Promise<void> {
    const now = performance.now();
    const at = Math.max(now, this.#next.get(host) ?? 0);
    this.#next.set(host, at + delayMs);
    if (at > now) await wait(at - now);
  }
}
