import {
  BrokenCircuitError,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
} from 'cockatiel';
import { isOutage, LogUnavailableError } from './log-unavailable.ts';

/** A circuit breaker around everything that asks the database. */
export interface DatabaseCircuit {
  /**
   * The same port, whose calls fail at once while the database is known not to answer. Outages come out as
   * {@link LogUnavailableError}, all other errors as they are.
   * @param port its functions return promises
   */
  guard<T extends object>(port: T): T;
  /** Whether the last calls got through. */
  usable(): boolean;
}

const FAILURES_TO_OPEN = 3;
const FIRST_REST_MS = 250;
const LONGEST_REST_MS = 5_000;

/** @param onChange told when the circuit opens (false) and when it closes again (true) */
export function databaseCircuit(onChange: (usable: boolean) => void = () => {}): DatabaseCircuit {
  const breaker = circuitBreaker(handleWhen(isOutage), {
    breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
    // cockatiel's backoff leaves part of each wait to chance.
    halfOpenAfter: new ExponentialBackoff({ initialDelay: FIRST_REST_MS, maxDelay: LONGEST_REST_MS }),
  });
  let usable = true;
  const change = (now: boolean) => {
    if (usable !== now) onChange(now);
    usable = now;
  };
  breaker.onBreak(() => change(false));
  breaker.onReset(() => change(true));

  const run = async (work: () => Promise<unknown>) => {
    try {
      return await breaker.execute(work);
    } catch (error) {
      if (error instanceof BrokenCircuitError || isOutage(error)) throw new LogUnavailableError(error);
      throw error;
    }
  };
  return {
    usable: () => usable,
    guard: port =>
      new Proxy(port, {
        get: (target, name) => {
          const value: unknown = Reflect.get(target, name);
          if (typeof value !== 'function' || name === 'close') return value;
          return (...given: unknown[]) => run(async () => await value.apply(target, given));
        },
      }),
  };
}
