import { inTime } from '../state/in-time.ts';

/** Something the service leans on. */
export interface Check {
  readonly name: string;
  /** Resolves where it works. */
  run(): Promise<void>;
}

/** What works now. `degraded`: members get 911, 988 and the phone lines, but not all else. */
export interface Health {
  readonly status: 'ready' | 'degraded' | 'draining';
  readonly checks: Readonly<Record<string, 'ok' | 'failed'>>;
}

/** How long a result is kept: probes of several balancers cost the database one question a second. */
const KEEP_MS = 1_000;
/** Milliseconds a check may take; less than whoever reads the metrics waits for all of them. */
const PATIENCE_MS = 500;

/**
 * Answers whether members can be served. A shared database that is gone makes no process unready: with all of them
 * out of the balancer nobody would be left to give a member 911, 988 and the phone lines.
 * @param draining whether the process is about to end
 */
export function readiness(checks: readonly Check[], draining: () => boolean): () => Promise<Health> {
  let kept: { readonly until: number; readonly results: Promise<Health['checks']> } | null = null;
  return async () => {
    if (draining()) return { status: 'draining', checks: {} };
    const now = performance.now();
    if (!kept || kept.until < now) kept = { until: now + KEEP_MS, results: runAll(checks) };
    const results = await kept.results;
    return { status: Object.values(results).includes('failed') ? 'degraded' : 'ready', checks: results };
  };
}

async function runAll(checks: readonly Check[]): Promise<Health['checks']> {
  const results = await Promise.all(checks.map(async check => [check.name, await works(check)] as const));
  return Object.fromEntries(results);
}

function works(check: Check): Promise<'ok' | 'failed'> {
  return inTime(check.run(), PATIENCE_MS).then(
    () => 'ok',
    () => 'failed',
  );
}
