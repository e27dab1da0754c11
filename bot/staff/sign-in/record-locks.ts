import { networkOf } from '../../edge/limit-addresses.ts';
import type { Clock } from '../../turn/clock.ts';
import type { AuditLog } from '../audit/audit-log.ts';

/** Networks that are remembered at most; of more, those locked longest ago are forgotten. */
const REMEMBERED = 10_000;

/**
 * Records that somebody was locked out: once for as long as they are, by this process, so that who goes on trying
 * can't fill the audit log.
 */
export function lockRecorder(
  audit: AuditLog,
  clock: Clock,
): (address: string, seconds: number) => Promise<void> {
  const lockedUntil = new Map<string, number>();
  return async (address, seconds) => {
    const network = networkOf(address);
    const now = clock().getTime();
    if ((lockedUntil.get(network) ?? 0) > now) return;
    lockedUntil.delete(network);
    lockedUntil.set(network, now + seconds * 1_000);
    const [oldest] = lockedUntil.keys();
    if (lockedUntil.size > REMEMBERED && oldest !== undefined) lockedUntil.delete(oldest);
    try {
      await audit.record({ who: 'system', action: 'sign-in.locked', details: { address } });
    } catch (error) {
      lockedUntil.delete(network);
      throw error;
    }
  };
}
