import { CompiledQuery, sql, type Transaction } from 'kysely';
import { isPostgres } from '../../../bot/transcripts/numbered-key.ts';
import type { LogSchema } from '../../../bot/transcripts/schema.ts';

const ROWS_AT_ONCE = 50;

/** Writes rows of the same columns, in the form that each database takes fastest. */
export async function insertRows(
  db: Transaction<LogSchema>,
  table: keyof LogSchema,
  rows: readonly object[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).join(', ');
  if (isPostgres(db)) {
    const from = sql`json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`;
    const names = sql.raw(columns);
    await sql`insert into ${sql.table(table)} (${names}) select ${names} from ${from}`.execute(db);
    return;
  }
  const row = `(${Object.keys(first)
    .map(() => '?')
    .join(', ')})`;
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const some = rows.slice(from, from + ROWS_AT_ONCE);
    const statement = `insert into ${table} (${columns}) values ${Array(some.length).fill(row).join(', ')}`;
    await db.executeQuery(
      CompiledQuery.raw(
        statement,
        some.flatMap(one => Object.values(one)),
      ),
    );
  }
}

/** Writes index terms, each with the talks that have it. */
export async function insertTerms(
  db: Transaction<LogSchema>,
  terms: ReadonlyMap<string, readonly number[]>,
): Promise<void> {
  const sorted = [...terms].sort(([one], [other]) => (one < other ? -1 : 1));
  const json = JSON.stringify(Object.fromEntries(sorted));
  const pairs = isPostgres(db)
    ? sql`select key, cast(value as bigint) from json_each(${json}::json) as term(key, talks), json_array_elements_text(talks)`
    : sql`select term.key, talk.value from json_each(${json}) as term, json_each(term.value) as talk`;
  await sql`insert into talk_terms (term, talk) ${pairs}`.execute(db);
}
