import { cpus, loadavg, totalmem } from 'node:os';

/** What a measurement was taken on, in a line for a report. */
export function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `Node ${process.version}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${memory} GB, load ${(loadavg()[0] ?? 0).toFixed(1)} at the start`;
}
