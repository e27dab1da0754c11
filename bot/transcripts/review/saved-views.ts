import type { LogDatabase } from '../schema.ts';

/** A filter of the list under a name, one's own. */
export interface SavedView {
  readonly name: string;
  /** The list's query string, without the question mark. */
  readonly query: string;
}

/** A person's saved views, by name. */
export function savedViews(db: LogDatabase, owner: string): Promise<readonly SavedView[]> {
  return db
    .selectFrom('saved_views')
    .select(['name', 'query'])
    .where('owner', '=', owner)
    .orderBy('name')
    .execute();
}

/** Keeps a view; one of the same name is replaced. */
export async function saveView(
  db: LogDatabase,
  owner: string,
  { name, query }: SavedView,
  at: Date,
): Promise<void> {
  const kept = { query, at: at.getTime() };
  await db
    .insertInto('saved_views')
    .values({ owner, name, ...kept })
    .onConflict(conflict => conflict.columns(['owner', 'name']).doUpdateSet(kept))
    .execute();
}

/** Forgets a view; nobody else's. */
export async function forgetView(db: LogDatabase, owner: string, name: string): Promise<void> {
  await db.deleteFrom('saved_views').where('owner', '=', owner).where('name', '=', name).execute();
}
