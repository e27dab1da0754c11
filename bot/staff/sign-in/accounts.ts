import type { Transaction } from 'kysely';
import { AppError } from '../../app-error.ts';
import type { Seal } from '../../state/seal.ts';
import type { LogDatabase, LogSchema } from '../../transcripts/schema.ts';
import type { Clock } from '../../turn/clock.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { StaffRow } from '../staff-schema.ts';
import { passwordFits, passwordHash } from './password.ts';
import { newRecoveryCodes, recoveryHash, totpStep } from './second-factor.ts';
import { tokenHash } from './tokens.ts';

/** An account that its owner is about to set up. */
export interface InvitedAccount {
  readonly id: string;
  readonly name: string;
  readonly totpSecret: string;
}

/** What people do with their own local account. */
export interface Accounts {
  /** Whom a set-up code belongs to, or null where it was used, is too old, or never was. */
  invited(code: string): Promise<InvitedAccount | null>;
  /**
   * Ends the set-up: password and authenticator are theirs now.
   * @returns recovery codes, to be shown once; null where the six digits are wrong
   * @throws {AppError} `NotFound` where the code can't be used (any more)
   */
  setUp(code: string, password: string, digits: string): Promise<readonly string[] | null>;
  /** Whoever has this name, this password and this code (six digits, or a recovery code); null for all else. */
  check(name: string, password: string, code: string): Promise<StaffRow | null>;
  setPassword(id: string, password: string): Promise<void>;
  /** Replaces all recovery codes. */
  renewRecoveryCodes(id: string): Promise<readonly string[]>;
}

interface AccountParts {
  readonly db: LogDatabase;
  readonly audit: AuditLog;
  readonly seal: Seal;
  readonly clock: Clock;
}

export function accounts({ db, audit, seal, clock }: AccountParts): Accounts {
  const invitedRow = async (code: string) =>
    db
      .selectFrom('staff')
      .selectAll()
      .where('setup_hash', '=', tokenHash(code))
      .where('setup_until', '>', clock().getTime())
      .where('state', '=', 'invited')
      .executeTakeFirst();

  return {
    invited: async code => {
      const row = await invitedRow(code);
      return row?.totp_sealed ? { id: row.id, name: row.name, totpSecret: seal.open(row.totp_sealed) } : null;
    },

    setUp: async (code, password, digits) => {
      const row = await invitedRow(code);
      if (!row?.totp_sealed) throw unusable();
      const step = totpStep(seal.open(row.totp_sealed), digits, clock());
      if (step === null) return null;
      const password_hash = await passwordHash(password);
      return db.transaction().execute(async transaction => {
        const done = await transaction
          .updateTable('staff')
          .set({ state: 'active', password_hash, totp_step: step, setup_hash: null, setup_until: null })
          .where('id', '=', row.id)
          .where('setup_hash', '=', tokenHash(code))
          .executeTakeFirst();
        if (done.numUpdatedRows === 0n) throw unusable();
        await audit.record({ who: row.name, action: 'account.set-up', subject: row.name }, transaction);
        return replaceCodes(transaction, row.id);
      });
    },

    check: async (name, password, code) => {
      const row = await db
        .selectFrom('staff')
        .selectAll()
        .where('name', '=', name.trim().toLowerCase())
        .executeTakeFirst();
      // Both are always looked at: the time must not tell which of them was wrong.
      const fits = await passwordFits(row?.password_hash ?? null, password);
      if (!row || !fits || row.state !== 'active') return null;
      return (await useCode(row, code)) ? row : null;
    },

    setPassword: async (id, password) => {
      const password_hash = await passwordHash(password);
      await db.transaction().execute(async transaction => {
        const { name } = await transaction
          .updateTable('staff')
          .set({ password_hash })
          .where('id', '=', id)
          .returning('name')
          .executeTakeFirstOrThrow();
        await transaction.deleteFrom('staff_sessions').where('staff_id', '=', id).execute();
        await audit.record({ who: name, action: 'account.password', subject: name }, transaction);
      });
    },

    renewRecoveryCodes: id =>
      db.transaction().execute(async transaction => {
        const codes = await replaceCodes(transaction, id);
        const { name } = await transaction
          .selectFrom('staff')
          .select('name')
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        await audit.record({ who: name, action: 'account.recovery-codes', subject: name }, transaction);
        return codes;
      }),
  };

  /** Takes a code out of use; false where it can't be used. Two at the same time: one gets it. */
  async function useCode(row: StaffRow, code: string): Promise<boolean> {
    const step = row.totp_sealed ? totpStep(seal.open(row.totp_sealed), code, clock()) : null;
    if (step !== null) {
      const used = await db
        .updateTable('staff')
        .set({ totp_step: step })
        .where('id', '=', row.id)
        .where('totp_step', '<', step)
        .executeTakeFirst();
      return used.numUpdatedRows > 0n;
    }
    const used = await db
      .updateTable('staff_recovery_codes')
      .set({ used_at: clock().getTime() })
      .where('staff_id', '=', row.id)
      .where('code_hash', '=', recoveryHash(row.id, code))
      .where('used_at', 'is', null)
      .executeTakeFirst();
    if (used.numUpdatedRows === 0n) return false;
    await audit.record({ who: row.name, action: 'account.recovery-code-used', subject: row.name });
    return true;
  }
}

function unusable(): AppError {
  return new AppError('NotFound', 'this link was used already, or is too old; ask an admin for a new one');
}

async function replaceCodes(db: Transaction<LogSchema>, staffId: string): Promise<readonly string[]> {
  const codes = newRecoveryCodes();
  await db.deleteFrom('staff_recovery_codes').where('staff_id', '=', staffId).execute();
  await db
    .insertInto('staff_recovery_codes')
    .values(codes.map(code => ({ staff_id: staffId, code_hash: recoveryHash(staffId, code), used_at: null })))
    .execute();
  return codes;
}
