import { seededRandom } from '../../knowledge/engine/random.ts';
import { byteFuzzer, LARGEST } from './byte-fuzzer.ts';
import { minimise } from './minimise.ts';
import { BrokenPromise, type Parser } from './parser.ts';
import { FRAGMENTS } from './tokens.ts';

/** Milliseconds that no input of at most 64 KB may take. */
const LONGEST_MS = 1_000;

/** Something a parser does that it must not do. */
export interface Finding {
  readonly problem: string;
  /** Inputs that came to it. */
  readonly times: number;
  /** The shortest input that was found for it. */
  readonly input: Uint8Array;
}

/** What came of fuzzing one parser. */
export interface Tally {
  readonly inputs: number;
  readonly accepted: number;
  readonly refused: number;
  readonly findings: readonly Finding[];
  readonly longestMs: number;
}

/** How much is tried. */
export interface Effort {
  /** Changed inputs; the seeds come first, unchanged. */
  readonly rounds: number;
  readonly seed: number;
  /** Fragments that are repeated to long inputs. */
  readonly fragments?: readonly string[];
  /** Bytes of the long inputs; 64 KB by default. */
  readonly longBytes?: number;
  /** Told of each input before it is tried. */
  readonly watch?: (input: Uint8Array | null) => void;
}

/** Tries a parser with its seeds, with changed seeds, and with long runs of one fragment. */
export async function tryParser(parser: Parser, effort: Effort): Promise<Tally> {
  const tally = { inputs: 0, accepted: 0, refused: 0, longestMs: 0 };
  const found = new Map<string, { times: number; input: Uint8Array }>();
  const attempt = async (input: Uint8Array): Promise<void> => {
    effort.watch?.(input);
    const outcome = await tried(parser, input);
    effort.watch?.(null);
    tally.inputs++;
    if (outcome.kind === 'accepted') tally.accepted++;
    if (outcome.kind === 'refused') tally.refused++;
    if (outcome.kind !== 'finding') tally.longestMs = Math.max(tally.longestMs, outcome.ms);
    else {
      const known = [...found.keys()].find(problem => isSame(problem, outcome.problem)) ?? outcome.problem;
      const before = found.get(known);
      found.set(known, { times: (before?.times ?? 0) + 1, input: before?.input ?? input });
    }
  };
  const seeds = parser.seeds.map(seed => (typeof seed === 'string' ? new TextEncoder().encode(seed) : seed));
  for (const seed of seeds) await attempt(seed);
  const next = byteFuzzer(seeds, seededRandom(effort.seed));
  for (let round = 0; round < effort.rounds; round++) await attempt(next());
  if (parser.long !== false)
    for (const input of longInputs(seeds, effort.fragments ?? FRAGMENTS, effort.longBytes ?? LARGEST))
      await attempt(input);
  const findings: Finding[] = [];
  for (const [problem, { times, input }] of found)
    findings.push({ problem, times, input: await minimise(input, shows(parser, problem)) });
  await parser.close?.();
  return { ...tally, findings };
}

/** Each fragment again and again, alone and behind the first half of a seed. */
function* longInputs(
  seeds: readonly Uint8Array[],
  fragments: readonly string[],
  bytes: number,
): Generator<Uint8Array> {
  for (const [place, fragment] of fragments.entries()) {
    const piece = Buffer.from(fragment);
    const run = Buffer.alloc(bytes, piece);
    yield Uint8Array.from(run);
    const seed = seeds[place % seeds.length] ?? run;
    const start = seed.subarray(0, Math.min(seed.length, bytes) / 2);
    yield Uint8Array.from(Buffer.concat([start, run]).subarray(0, bytes));
  }
}

type Outcome =
  | { readonly kind: 'accepted' | 'refused'; readonly ms: number }
  | { readonly kind: 'finding'; readonly problem: string };

async function tried(parser: Parser, input: Uint8Array): Promise<Outcome> {
  const first = await once(parser, input);
  if (first.kind === 'finding' || first.ms <= LONGEST_MS) return first;
  // Once more: another process may have had the processor.
  const again = await once(parser, input);
  return again.kind === 'finding' || again.ms <= LONGEST_MS
    ? again
    : { kind: 'finding', problem: `takes longer than ${LONGEST_MS} ms` };
}

async function once(parser: Parser, input: Uint8Array): Promise<Outcome> {
  const started = performance.now();
  let kind: 'accepted' | 'refused' = 'accepted';
  try {
    if ((await parser.run(input)) === false) kind = 'refused';
  } catch (error) {
    if (!parser.refuses?.(error)) return { kind: 'finding', problem: problemOf(error) };
    kind = 'refused';
  }
  const polluted = Object.keys(Object.prototype);
  for (const name of polluted) Reflect.deleteProperty(Object.prototype, name);
  if (polluted.length > 0)
    return { kind: 'finding', problem: `wrote to Object.prototype: ${polluted.join(', ')}` };
  return { kind, ms: performance.now() - started };
}

/** What tells problems apart: the promise that is broken, or the kind of error and where in our own code it came from. */
function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return `threw ${String(error).slice(0, 80)}`;
  if (error instanceof BrokenPromise) return error.message.replace(/'.*'/s, '…');
  const frame = /\/((?:bot|dialogs|knowledge|locales)\/[\w./-]+\.tsx?:\d+)/.exec(error.stack ?? '')?.[1];
  return `${error.name}: ${error.message.slice(0, 80).replace(/\s+/g, ' ')} (${frame ?? 'elsewhere'})`;
}

/** Two errors of one kind from one place, whatever their message quotes. */
function isSame(one: string, other: string): boolean {
  const key = (problem: string) => problem.replace(/:.*\(/s, ' (');
  return key(one) === key(other);
}

function shows(parser: Parser, problem: string) {
  return async (input: Uint8Array): Promise<boolean> => {
    const outcome = await tried(parser, input);
    return outcome.kind === 'finding' && isSame(outcome.problem, problem);
  };
}
