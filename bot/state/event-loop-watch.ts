/** Whether this process keeps up with its work. */
export interface EventLoopWatch {
  /** Milliseconds that the event loop was late in the last moment, smoothed. */
  readonly lateMs: () => number;
  stop(): void;
}

const TICK_MS = 100;
/** Weight of the newest tick: a single pause (garbage collection, a large file) does not count as overload. */
const NEWEST = 0.1;

/** Watches how late timers run: the sign of more work than one core can do. */
export function eventLoopWatch(): EventLoopWatch {
  let late = 0;
  let due = performance.now() + TICK_MS;
  const timer = setInterval(() => {
    const now = performance.now();
    late = late * (1 - NEWEST) + Math.max(0, now - due) * NEWEST;
    due = now + TICK_MS;
  }, TICK_MS);
  timer.unref();
  return { lateMs: () => late, stop: () => clearInterval(timer) };
}
