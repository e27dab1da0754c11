import { COLLECTS, collectedBytes } from './collected.ts';
import { putLoad } from './put-load.ts';
import { embeddedTarget } from './targets.ts';

/** Memory of one process as turns go by. */
export interface MemoryGrowth {
  readonly samples: readonly { readonly turns: number; readonly bytes: number }[];
  /** Bytes that a turn leaves behind: slope of the line of least squares through the later two thirds. */
  readonly bytesATurn: number;
}

const SAMPLES = 12;
const TALKS = 32;

/** Takes as many turns with one process, in new talks all the time, and looks at its memory now and then. */
export async function measureMemoryGrowth(turns: number): Promise<MemoryGrowth> {
  const target = await embeddedTarget(COLLECTS);
  try {
    const samples: { turns: number; bytes: number }[] = [];
    let taken = 0;
    for (let sample = 0; sample < SAMPLES; sample++) {
      const share = Math.ceil((turns - taken) / (SAMPLES - sample));
      const { turns: more, failure } = await putLoad(target, {
        way: 'http',
        talks: TALKS,
        seconds: 3_600,
        turns: share,
      });
      if (failure !== null) throw new Error(`a turn failed: ${failure}`);
      taken += more;
      samples.push({ turns: taken, bytes: await collectedBytes(target.pids[0] ?? 0) });
    }
    return { samples, bytesATurn: slopeOf(samples.slice(Math.floor(samples.length / 3))) };
  } finally {
    await target.stop();
  }
}

function slopeOf(samples: readonly { readonly turns: number; readonly bytes: number }[]): number {
  const mean = (of: (sample: { turns: number; bytes: number }) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const turns = mean(sample => sample.turns);
  const bytes = mean(sample => sample.bytes);
  const up = samples.reduce((sum, sample) => sum + (sample.turns - turns) * (sample.bytes - bytes), 0);
  return up / samples.reduce((sum, sample) => sum + (sample.turns - turns) ** 2, 0);
}
