import type { LogDatabase } from '../../transcripts/schema.ts';
import type { Clock } from '../../turn/clock.ts';
import type { StaffMember } from '../people/staff-member.ts';
import { newToken, tokenHash } from './tokens.ts';

/** How long a session lives. */
export interface SessionTimes {
  /** Milliseconds without a request after which it ends. */
  readonly idleMs: number;
  /** Milliseconds after which it ends, used or not. */
  readonly wholeMs: number;
}

/** A session that was found to be alive. */
export interface LiveSession {
  readonly staff: StaffMember;
  /** Milliseconds until it ends if nothing more is asked for. */
  readonly leftMs: number;
}

/** Signed-in browsers, in the database: they hold on any process and over a restart. */
export interface Sessions {
  /** Starts one and returns its token, which is nowhere else. */
  start(staffId: string, method: 'password' | 'openid'): Promise<string>;
  /**
   * Who a token stands for, or null where it is unknown, timed out, or its person may no longer sign in.
   * @param quiet whether this is a page that loads itself again, and no sign that somebody is there
   */
  find(token: string, quiet?: boolean): Promise<LiveSession | null>;
  /** Id of the person whose token it was until it timed out lately; null for every other token. */
  timedOut(token: string): Promise<string | null>;
  end(token: string): Promise<void>;
  /** Ends all of a person: sign out everywhere, a new role, a new password. */
  endAll(staffId: string): Promise<void>;
}

/** Milliseconds that an ended session is known by, so that what was written in it can still be sent. */
const REMEMBERED_MS = 12 * 3_600_000;
/** Every request would be a write otherwise. */
const SEEN_EVERY_MS = 15_000;

/** Sessions that live as long as `times` say. */
export function databaseSessions(db: LogDatabase, clock: Clock, { idleMs, wholeMs }: SessionTimes): Sessions {
  const end = async (hash: string) => {
    await db.deleteFrom('staff_sessions').where('token_hash', '=', hash).execute();
  };
  return {
    start: async (staffId, method) => {
      const token = newToken();
      const now = clock().getTime();
      await db
        .deleteFrom('staff_sessions')
        .where('ends_at', '<', now - REMEMBERED_MS)
        .execute();
      await db
        .insertInto('staff_sessions')
        .values({
          token_hash: tokenHash(token),
          staff_id: staffId,
          method,
          started_at: now,
          seen_at: now,
          ends_at: now + wholeMs,
        })
        .execute();
      await db.updateTable('staff').set({ signed_in_at: now }).where('id', '=', staffId).execute();
      return token;
    },

    find: async (token, quiet = false) => {
      const hash = tokenHash(token);
      const now = clock().getTime();
      const row = await db
        .selectFrom('staff_sessions')
        .innerJoin('staff', 'staff.id', 'staff_sessions.staff_id')
        .select(['staff.id', 'staff.name', 'staff.role', 'staff.state', 'seen_at', 'ends_at'])
        .where('token_hash', '=', hash)
        .executeTakeFirst();
      if (!row) return null;
      const seenAt = Number(row.seen_at);
      const endsAt = Number(row.ends_at);
      if (row.state !== 'active' || now >= endsAt || now - seenAt >= idleMs) return null;
      if (!quiet && now - seenAt >= Math.min(SEEN_EVERY_MS, idleMs / 4)) {
        await db.updateTable('staff_sessions').set({ seen_at: now }).where('token_hash', '=', hash).execute();
      }
      return {
        staff: { id: row.id, name: row.name, role: row.role },
        leftMs: Math.min(endsAt - now, quiet ? seenAt + idleMs - now : idleMs),
      };
    },

    timedOut: async token => {
      const now = clock().getTime();
      const row = await db
        .selectFrom('staff_sessions')
        .innerJoin('staff', 'staff.id', 'staff_sessions.staff_id')
        .select('staff.id')
        .where('token_hash', '=', tokenHash(token))
        .where('staff.state', '=', 'active')
        .where(row => row.or([row('seen_at', '<=', now - idleMs), row('ends_at', '<=', now)]))
        .executeTakeFirst();
      return row?.id ?? null;
    },

    end: token => end(tokenHash(token)),

    endAll: async staffId => {
      await db.deleteFrom('staff_sessions').where('staff_id', '=', staffId).execute();
    },
  };
}
