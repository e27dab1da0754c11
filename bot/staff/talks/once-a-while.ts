import type { AuditEvent, AuditLog } from '../audit/audit-log.ts';

/** A page that keeps itself fresh is one view for as long as this. */
const A_WHILE_MS = 10 * 60_000;
const REMEMBERED = 10_000;

/** Records a view the first time, and then once in ten minutes for as long as it goes on. */
export function onceAWhile(audit: AuditLog): (event: AuditEvent, now: Date) => Promise<void> {
  const recorded = new Map<string, number>();
  return async (event, now) => {
    const view = JSON.stringify([event.who, event.action, event.subject]);
    const last = recorded.get(view);
    if (last !== undefined && now.getTime() - last < A_WHILE_MS) return;
    await audit.record(event);
    if (recorded.size >= REMEMBERED) recorded.clear();
    recorded.set(view, now.getTime());
  };
}
