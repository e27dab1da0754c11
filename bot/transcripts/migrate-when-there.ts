import { isOutage } from './log-unavailable.ts';
import { migrate } from './migrate.ts';
import type { LogDatabase } from './schema.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Brings the database to the newest schema; where it can't be reached, the start goes on without it and it is tried
 * again until it is there.
 * @param onBroken told of a migration that fails later, for another reason; it is not tried again
 * @returns whether it is done, asked at any time
 * @throws what is wrong with the migrations, at the first try
 */
export async function migrateWhenThere(
  db: LogDatabase,
  onAway: () => void,
  onBroken: (error: unknown) => void,
): Promise<() => boolean> {
  let done = false;
  const again = (pauseMs: number) => {
    setTimeout(
      () => {
        migrate(db).then(
          () => {
            done = true;
          },
          (error: unknown) => {
            if (!isOutage(error)) {
              onBroken(error);
              return;
            }
            onAway();
            again(Math.min(pauseMs * 2, LONGEST_PAUSE_MS));
          },
        );
      },
      pauseMs * (0.5 + Math.random() / 2),
    ).unref();
  };
  try {
    await migrate(db);
    done = true;
  } catch (error) {
    if (!isOutage(error)) throw error;
    onAway();
    again(FIRST_PAUSE_MS);
  }
  return () => done;
}
