import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { statementNames } from './prepared-statements.ts';

/**
 * A pool that closes a connection, instead of taking it back, when a statement on it got no answer: a transaction may
 * still be open on it, and the next one to use it would commit half of somebody else's work.
 */
export function discardingPool(pool: pg.Pool): PostgresPool {
  const nameOf = statementNames();
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
