import { randomUUID } from 'node:crypto';
import { ItemConflictError, type KeptItem, type KeptItems, versionOf } from '../state/kept-items.ts';
import type { LogDatabase } from './schema.ts';

/**
 * Items in the database of the log: they outlive a restart of the one process that has no Redis.
 * @param keepMs milliseconds after the last write when an item is forgotten
 */
export function databaseItems(
  db: LogDatabase,
  keepMs: number,
  clock: () => Date = () => new Date(),
): KeptItems {
  const writeOne = async (key: string, item: KeptItem): Promise<boolean> => {
    const { eTag: _version, ...value } = item;
    const wanted = versionOf(item);
    const row = {
      value: JSON.stringify(value),
      version: randomUUID(),
      expires_at: clock().getTime() + keepMs,
    };
    if (wanted !== '*' && wanted !== '') {
      const written = await db
        .updateTable('kept_items')
        .set(row)
        .where('key', '=', key)
        .where('version', '=', wanted)
        .executeTakeFirst();
      return written.numUpdatedRows > 0n;
    }
    const written = await db
      .insertInto('kept_items')
      .values({ key, ...row })
      .onConflict(conflict =>
        wanted === '*' ? conflict.column('key').doUpdateSet(row) : conflict.column('key').doNothing(),
      )
      .executeTakeFirst();
    return (written.numInsertedOrUpdatedRows ?? 0n) > 0n;
  };

  return {
    read: async keys => {
      if (keys.length === 0) return {};
      const rows = await db
        .selectFrom('kept_items')
        .selectAll()
        .where('key', 'in', [...keys])
        .where('expires_at', '>', clock().getTime())
        .execute();
      return Object.fromEntries(
        rows.map(({ key, value, version }) => [
          key,
          { ...(JSON.parse(value) as KeptItem), eTag: version }, // written above
        ]),
      );
    },
    write: async changes => {
      await db.deleteFrom('kept_items').where('expires_at', '<=', clock().getTime()).execute();
      for (const [key, item] of Object.entries(changes))
        if (!(await writeOne(key, item))) throw new ItemConflictError(key);
    },
    delete: async keys => {
      if (keys.length === 0) return;
      await db
        .deleteFrom('kept_items')
        .where('key', 'in', [...keys])
        .execute();
    },
  };
}
