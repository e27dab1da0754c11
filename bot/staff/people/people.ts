import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { AppError } from '../../app-error.ts';
import type { Seal } from '../../state/seal.ts';
import type { LogDatabase, LogSchema } from '../../transcripts/schema.ts';
import type { Clock } from '../../turn/clock.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import { newTotpSecret } from '../sign-in/second-factor.ts';
import { newToken, tokenHash } from '../sign-in/tokens.ts';
import type { StaffRow } from '../staff-schema.ts';
import type { Role } from './roles.ts';

/** Hours a set-up link can be used. */
export const SETUP_HOURS = 72;
const NAME = /^[a-z0-9](?:[a-z0-9._@-]{0,98}[a-z0-9])?$/;

/** Who may sign in, and what admins do about it. Every change is in the audit log in the same transaction. */
export interface People {
  list(): Promise<readonly StaffRow[]>;
  find(id: string): Promise<StaffRow | null>;
  /**
   * Makes an account that its owner still has to set up.
   * @returns the one-time code of the set-up page
   * @throws {AppError} `BadRequest` for a name that can't be one, `Conflict` for one that is taken
   */
  invite(by: string, name: string, role: Role): Promise<string>;
  /** Takes password, second factor and sessions away and returns a new one-time code. */
  startAnew(by: string, id: string): Promise<string>;
  setRole(by: string, id: string, role: Role): Promise<void>;
  /** Ends what they may do, now; their name stays taken. */
  deactivate(by: string, id: string): Promise<void>;
  reactivate(by: string, id: string): Promise<void>;
}

interface PeopleParts {
  readonly db: LogDatabase;
  readonly audit: AuditLog;
  readonly seal: Seal;
  readonly clock: Clock;
}

export function people({ db, audit, seal, clock }: PeopleParts): People {
  const setup = () => {
    const code = newToken();
    const kept = {
      setup_hash: tokenHash(code),
      setup_until: clock().getTime() + SETUP_HOURS * 3_600_000,
      totp_sealed: seal.close(newTotpSecret()),
      totp_step: 0,
      password_hash: null,
    };
    return { code, kept };
  };

  const change = async (
    by: string,
    id: string,
    action: string,
    values: Partial<StaffRow>,
    details: Readonly<Record<string, unknown>> = {},
  ) => {
    await db.transaction().execute(async transaction => {
      const changed = await transaction
        .updateTable('staff')
        .set(values)
        .where('id', '=', id)
        .returning('name')
        .executeTakeFirst();
      if (!changed) throw new AppError('NotFound', 'there is no such person');
      await endSessions(transaction, id);
      await audit.record({ who: by, action, subject: changed.name, details }, transaction);
    });
  };

  return {
    list: () => db.selectFrom('staff').selectAll().orderBy('name').execute(),

    find: async id =>
      (await db.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst()) ?? null,

    invite: async (by, wanted, role) => {
      const name = staffName(wanted);
      const { code, kept } = setup();
      await db.transaction().execute(async transaction => {
        const made = await transaction
          .insertInto('staff')
          .values({
            ...kept,
            id: randomUUID(),
            name,
            role,
            state: 'invited',
            openid: null,
            created_at: clock().getTime(),
            signed_in_at: null,
          })
          .onConflict(conflict => conflict.column('name').doNothing())
          .returning('id')
          .executeTakeFirst();
        if (!made) throw new AppError('Conflict', `the name ${name} is taken`);
        await audit.record(
          { who: by, action: 'person.invite', subject: name, details: { role } },
          transaction,
        );
      });
      return code;
    },

    startAnew: async (by, id) => {
      const { code, kept } = setup();
      await change(by, id, 'person.start-anew', { ...kept, state: 'invited' });
      await db.deleteFrom('staff_recovery_codes').where('staff_id', '=', id).execute();
      return code;
    },

    setRole: (by, id, role) => change(by, id, 'person.role', { role }, { role }),

    deactivate: (by, id) =>
      change(by, id, 'person.deactivate', { state: 'deactivated', setup_hash: null, setup_until: null }),

    reactivate: async (by, id) => {
      const row = await db
        .selectFrom('staff')
        .select(['password_hash', 'openid'])
        .where('id', '=', id)
        .executeTakeFirst();
      const complete = Boolean(row?.password_hash ?? row?.openid);
      await change(by, id, 'person.reactivate', { state: complete ? 'active' : 'invited' });
    },
  };
}

/** A name as it is kept. @throws {AppError} `BadRequest` where it can't be one. */
export function staffName(wanted: string): string {
  const name = wanted.trim().toLowerCase();
  if (name === 'system' || !NAME.test(name)) {
    throw new AppError(
      'BadRequest',
      'a name has small letters without accents, digits, dots, dashes and @ only, 100 at most, and is not "system"',
    );
  }
  return name;
}

/** Ends all sessions of somebody as part of a change. */
async function endSessions(db: Transaction<LogSchema>, staffId: string): Promise<void> {
  await db.deleteFrom('staff_sessions').where('staff_id', '=', staffId).execute();
}
