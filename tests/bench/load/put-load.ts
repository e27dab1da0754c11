import type { z } from 'zod';
import { runChild } from '../measure/run-child.ts';
import { loadResult, type loadSpec } from './load-spec.ts';
import { processorSeconds } from './process-figures.ts';
import type { Target } from './targets.ts';

/** One measurement of a target under load. */
export interface Measured {
  readonly turns: number;
  readonly seconds: number;
  readonly failed: number;
  readonly failure: string | null;
  /** Milliseconds of each turn, ascending. */
  readonly times: readonly number[];
  /** Processor time of the bot's own processes, in seconds. */
  readonly processorSeconds: number;
}

/** How much load, of what kind. */
export type Load = Omit<z.input<typeof loadSpec>, 'bot' | 'ports' | 'secret'>;

/** Puts load on a target from a process of its own and says how it went. */
export async function putLoad(target: Target, load: Load): Promise<Measured> {
  const before = processorSeconds(target.pids);
  const spec = { ...load, bot: target.bot, ports: [...target.ports], secret: target.secret };
  const result = loadResult.parse(await runChild('tests/bench/load/run.ts', [JSON.stringify(spec)]));
  return { ...result, processorSeconds: processorSeconds(target.pids) - before };
}
