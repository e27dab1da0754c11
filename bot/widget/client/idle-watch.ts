/** Ends a talk that was left alone, after a warning. */
export interface IdleWatch {
  /** The member did something. */
  touch(): void;
  stop(): void;
}

const CHECK_MS = 5_000;
const MINUTE_MS = 60_000;
/** Part of the idle time that is left when the warning comes: five minutes of thirty. */
const WARN_PART = 1 / 6;

/**
 * Looks at the clock rather than waiting the whole time: a sleeping device makes timers late.
 * @param minutes without a sign of the member
 * @param warn called with the minutes left, or null where the warning is taken back
 */
export function idleWatch(
  minutes: number,
  last: { get(): number; set(at: number): void },
  warn: (minutesLeft: number | null) => void,
  over: () => void,
): IdleWatch {
  const most = minutes * MINUTE_MS;
  let warned = false;
  last.set(Date.now());
  const timer = setInterval(() => {
    const left = last.get() + most - Date.now();
    if (left <= 0) {
      clearInterval(timer);
      over();
    } else if (left <= most * WARN_PART && !warned) {
      warned = true;
      warn(Math.max(1, Math.round(left / MINUTE_MS)));
    }
  }, CHECK_MS);
  return {
    touch: () => {
      last.set(Date.now());
      if (warned) warn(null);
      warned = false;
    },
    stop: () => clearInterval(timer),
  };
}
