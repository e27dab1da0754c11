import { describe, expect, test } from 'vitest';
import { databaseLockOut } from '../../../bot/staff/sign-in/lock-out.ts';
import { lockRecorder } from '../../../bot/staff/sign-in/record-locks.ts';
import { openMemory } from './staff-for-tests.ts';

const clock = () => new Date('2026-03-02T08:00:00Z');

describe('lock-out by address', () => {
  test('is not got around by the other addresses of an IPv6 network, and made-up names leave no rows', async () => {
    const { db } = await openMemory();
    const lockOut = databaseLockOut(db, clock, Buffer.alloc(32, 1));
    const answers = await Promise.allSettled(
      Array.from({ length: 100 }, (_, place) =>
        lockOut.count(`name-${place}`, `2001:db8::${place.toString(16)}`),
      ),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(31);
    expect(await db.selectFrom('sign_in_failures').selectAll().execute()).toHaveLength(32);
  });

  test('remembers whom it recorded within bounds', async () => {
    const recorded: string[] = [];
    const audit = {
      record: async ({ details }: { readonly details?: Readonly<Record<string, unknown>> }) => {
        recorded.push(String(details?.['address']));
      },
    };
    const record = lockRecorder(audit, clock);
    for (let number = 0; number < 10_001; number++) await record(`host-${number}`, 60);
    await record('host-10000', 60);
    expect(recorded).toHaveLength(10_001);
    await record('host-0', 60);
    expect(recorded).toHaveLength(10_002);
  });
});
