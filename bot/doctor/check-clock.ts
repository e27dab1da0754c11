import { type Finding, ok, warning } from './finding.ts';

/** Tokens and leases bear a few seconds. */
const MOST_MS = 2_000;

/**
 * Compares another machine's clock with ours, which was read before and after it was asked.
 * @param of whose clock
 */
export function checkClock(of: string, theirs: Date, before: Date, after: Date): Finding {
  const middle = (before.getTime() + after.getTime()) / 2;
  const off = theirs.getTime() - middle;
  const says = `${of} is ${Math.abs(off / 1000).toFixed(2)} s ${off < 0 ? 'behind' : 'ahead of'} this machine`;
  return Math.abs(off) > MOST_MS
    ? warning('clock', says, 'start NTP (chronyd or systemd-timesyncd) on both; tokens and leases lean on it')
    : ok('clock', says);
}
