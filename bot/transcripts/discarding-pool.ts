import { createHash } from 'node:crypto';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { GIVEN_IN_POSTGRES } from './given-rows.ts';

/** Statements that a connection keeps at most. */
const MOST_KEPT = 100;
/**
 * Statements over given rows, which every turn runs: one text and one plan, however many rows there are. Not those of
 * all columns: the server refuses a kept statement whose columns have changed (another process made the schema newer).
 */
const isKept = (text: string) => text.includes(GIVEN_IN_POSTGRES) && !text.includes('*');

/**
 * A pool that closes a connection, instead of taking it back, when a statement on it got no answer: a transaction may
 * still be open on it, and the next one to use it would commit half of somebody else's work.
 * A connection keeps the statements that turns run, so that the server reads and plans them once.
 */
export function discardingPool(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= MOST_KEPT || !isKept(text)) return known;
    const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
    names.set(text, name);
    return name;
  };
  return {
    connect: async () => {
      const client = await pool.connect();
      let unsure = false;
      const query = async (text: string, values: readonly unknown[]) => {
        try {
          const name = nameOf(text);
          return await client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) });
        } catch (error) {
          // An answer of the server, be it a refusal, leaves the connection in a known state.
          if (!(error instanceof pg.DatabaseError)) unsure = true;
          throw error;
        }
      };
      return {
        // Statements only: the other form of this function takes a cursor, whose package is not here.
        query: query as unknown as PostgresPoolClient['query'],
        release: () => client.release(unsure),
      };
    },
    end: () => pool.end(),
  };
}
