import { Worker } from 'node:worker_threads';
import { LARGEST } from './byte-fuzzer.ts';

/** Milliseconds after which an input that is still being parsed is taken to hang. */
const HANGS_AFTER_MS = 20_000;

/** Ends the process when a parser hangs, with the input that made it. */
export interface Watchdog {
  /** An input is about to be tried, or null: it was. */
  watch(parser: string, input: Uint8Array | null): void;
  stop(): Promise<number>;
}

const WATCH = `
const { workerData: { state, bytes, name, after } } = require('node:worker_threads');
const { writeSync } = require('node:fs');
let seen = -1;
let since = Date.now();
setInterval(() => {
  const now = Atomics.load(state, 0);
  if (now !== seen || now % 2 === 0) { seen = now; since = Date.now(); return; }
  if (Date.now() - since < after) return;
  const input = Buffer.from(bytes.slice(0, Atomics.load(state, 1))).toString('base64');
  const parser = Buffer.from(name.slice(0, Atomics.load(state, 2))).toString();
  writeSync(2, parser + ' hangs on ' + input + '\\n');
  process.kill(process.pid, 'SIGKILL');
}, 500);
`;

/** Starts a thread that looks on: a parser in an endless loop lets nothing else run in its own. */
export function startWatchdog(): Watchdog {
  const state = new Int32Array(new SharedArrayBuffer(12));
  const bytes = new Uint8Array(new SharedArrayBuffer(LARGEST * 16));
  const name = new Uint8Array(new SharedArrayBuffer(200));
  const worker = new Worker(WATCH, {
    eval: true,
    workerData: { state, bytes, name, after: HANGS_AFTER_MS },
    execArgv: [],
  });
  worker.unref();
  return {
    watch: (parser, input) => {
      if (input) {
        bytes.set(input.subarray(0, bytes.length));
        Atomics.store(state, 1, Math.min(bytes.length, input.length));
        Atomics.store(state, 2, new TextEncoder().encodeInto(parser, name).written);
      }
      // Odd while an input is being parsed.
      Atomics.store(state, 0, (Atomics.load(state, 0) & 0x3fffffff) + 1);
    },
    stop: () => worker.terminate(),
  };
}
