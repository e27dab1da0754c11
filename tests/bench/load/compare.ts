import { type Percentiles, percentilesOf } from './percentiles.ts';
import { type Load, type Measured, putLoad } from './put-load.ts';
import type { Way } from './talk.ts';
import type { Target } from './targets.ts';

/** One target over one way, all rounds together. */
export interface Row extends Percentiles {
  readonly target: Target;
  readonly way: Way;
  readonly turns: number;
  readonly failed: number;
  readonly failure: string | null;
  readonly turnsASecond: number;
  /** Milliseconds of processor time of the bot's own processes. */
  readonly processorMs: number;
  /** Median over rounds of turns a second beside the one echo bot's in the same round; null for an echo bot. */
  readonly speed: number | null;
  /** The same of processor time a turn. */
  readonly cost: number | null;
  /** The same beside an echo bot of as many processes: what sharing the cores costs, both pay. */
  readonly costAlike: number | null;
}

/**
 * Puts the same load on all targets, round after round, so that what else the machine does falls on all alike; ratios
 * are taken within a round. Rounds before the first, which count for nothing, warm them up: code that ran a few
 * hundred times is not compiled yet, and of several processes each gets its part of the load only.
 * @param targets the echo bot of one process first; one of as many processes as the others, where these are several
 */
export async function compareTargets(
  targets: readonly Target[],
  load: Omit<Load, 'way'>,
  rounds: number,
  warmUp = 1,
): Promise<readonly Row[]> {
  const runs = targets.flatMap(target =>
    (target.bot === 'echo' ? (['http'] as const) : (['http', 'websocket'] as const)).map(way => ({
      target,
      way,
      measured: [] as Measured[],
    })),
  );
  for (let round = -warmUp; round < rounds; round++) {
    for (const { target, way, measured } of runs) {
      const result = await putLoad(target, { ...load, way });
      if (round >= 0) measured.push(result);
    }
  }
  const yardstick = runs[0]?.measured ?? [];
  const alikeOf = (target: Target) =>
    runs.find(run => run.target.bot === 'echo' && run.target.pids.length === target.pids.length)?.measured ??
    yardstick;
  return runs.map(({ target, way, measured }) => {
    const turns = total(measured, ({ turns: count }) => count);
    const beside = (measure: readonly Measured[], value: (one: Measured) => number) =>
      target.bot === 'echo'
        ? null
        : median(measured.map((one, round) => value(one) / value(measure[round] ?? one)));
    const costATurn = (one: Measured) => one.processorSeconds / one.turns;
    return {
      target,
      way,
      turns,
      failed: total(measured, ({ failed }) => failed),
      failure: measured.find(({ failure }) => failure !== null)?.failure ?? null,
      turnsASecond: turns / total(measured, ({ seconds }) => seconds),
      processorMs: (1_000 * total(measured, one => one.processorSeconds)) / turns,
      speed: beside(yardstick, one => one.turns / one.seconds),
      cost: beside(yardstick, costATurn),
      costAlike: beside(alikeOf(target), costATurn),
      ...percentilesOf(measured.flatMap(({ times }) => times)),
    };
  });
}

function total(measured: readonly Measured[], of: (one: Measured) => number): number {
  return measured.reduce((sum, one) => sum + of(one), 0);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
