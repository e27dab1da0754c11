/**
 * Does some work again and again, never twice at the same time: what comes due meanwhile is left out. Keeps no process
 * from ending.
 * @param everyMs milliseconds from one beginning to the next
 * @returns `now` does it at once; `end` ends it, after the work that is under way
 */
export function runEvery(
  everyMs: number,
  work: () => Promise<void>,
  onError: (error: unknown) => void,
): { now(): void; end(): Promise<void> } {
  let running: Promise<void> | null = null;
  const now = () => {
    running ??= work()
      .catch(onError)
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(now, everyMs);
  timer.unref();
  return {
    now,
    end: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
