import { randomUUID } from 'node:crypto';
import { AppError } from '../../app-error.ts';
import type { LogDatabase } from '../../transcripts/schema.ts';
import type { Clock } from '../../turn/clock.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import { staffName } from '../people/people.ts';
import type { StaffMember } from '../people/staff-member.ts';
import type { OpenIdPerson } from './open-id.ts';

/** Accounts of those whom the identity provider vouches for. */
export interface OpenIdPeople {
  /**
   * The account of a person, made at their first sign-in; their role is what the provider says today.
   * @throws {AppError} `Forbidden` for who has no role here, was deactivated, or has a name that a local account has
   */
  account(person: OpenIdPerson): Promise<StaffMember>;
}

export function openIdPeople(parts: {
  readonly db: LogDatabase;
  readonly audit: AuditLog;
  readonly clock: Clock;
}): OpenIdPeople {
  const { db, audit, clock } = parts;
  return {
    account: async person => {
      const known = await db
        .selectFrom('staff')
        .selectAll()
        .where('openid', '=', person.key)
        .executeTakeFirst();
      const { role } = person;
      if (!role) {
        // Who lost the role at the provider must lose what is still open here.
        if (known) await db.deleteFrom('staff_sessions').where('staff_id', '=', known.id).execute();
        throw new AppError('Forbidden', 'your account at the plan has no role in this console');
      }
      if (known) {
        if (known.state !== 'active') throw new AppError('Forbidden', 'your account here was deactivated');
        if (known.role !== role) {
          await db.transaction().execute(async transaction => {
            await transaction.updateTable('staff').set({ role }).where('id', '=', known.id).execute();
            await transaction.deleteFrom('staff_sessions').where('staff_id', '=', known.id).execute();
            await audit.record(
              { who: 'system', action: 'person.role', subject: known.name, details: { role, by: 'openid' } },
              transaction,
            );
          });
        }
        return { id: known.id, name: known.name, role };
      }
      const id = randomUUID();
      const name = staffName(person.name);
      await db.transaction().execute(async transaction => {
        const made = await transaction
          .insertInto('staff')
          .values({
            id,
            name,
            role,
            state: 'active',
            password_hash: null,
            totp_sealed: null,
            totp_step: 0,
            setup_hash: null,
            setup_until: null,
            openid: person.key,
            created_at: clock().getTime(),
            signed_in_at: null,
          })
          .onConflict(conflict => conflict.doNothing())
          .returning('id')
          .executeTakeFirst();
        if (!made) throw new AppError('Forbidden', `the name ${name} belongs to somebody else here`);
        await audit.record(
          { who: 'system', action: 'person.first-sign-in', subject: name, details: { role, by: 'openid' } },
          transaction,
        );
      });
      return { id, name, role };
    },
  };
}
