import DataLoader from 'dataloader';
import { sql } from 'kysely';
import { afterRounds } from './after-rounds.ts';
import { givenRows } from './given-rows.ts';
import { CONVERSATION_COLUMNS, type KnownConversation, toConversation } from './log-rows.ts';
import type { LogDatabase } from './schema.ts';
import type { LookedUp } from './transcript-log.ts';

/** What is looked up before a turn. */
interface LookUp {
  readonly id: string;
  readonly channelMessageId: string;
}

const MOST_TOGETHER = 64;
/** Requests that have come are read within these rounds of the event loop. */
const ROUNDS = 4;

/** Looks up what is asked for at the same time by one statement; nothing is remembered. */
export function lookUpTogether(db: LogDatabase): DataLoader<LookUp, LookedUp | null> {
  const columns = sql.join(CONVERSATION_COLUMNS.map(name => sql.ref(`conversations.${name}`)));
  const lookUpAll = async (asked: readonly LookUp[]) => {
    const given = givenRows(
      db,
      { place: 'integer', talk: 'text', message: 'text' },
      asked.map(({ id, channelMessageId }, place) => ({ place, talk: id, message: channelMessageId })),
    );
    const { rows } = await sql<KnownConversation & { readonly place: number; readonly seen: number | null }>`
      select given.place, ${columns}, activities.number as seen from ${given}
      join conversations on conversations.id = given.talk
      left join activities on activities.conversation_id = given.talk
        and activities.channel_message_id = given.message`.execute(db);
    const found = new Map(rows.map(row => [row.place, row]));
    return asked.map((_, place) => {
      const row = found.get(place);
      return row ? { conversation: toConversation(row), seen: row.seen !== null } : null;
    });
  };
  return new DataLoader(lookUpAll, {
    cache: false,
    maxBatchSize: MOST_TOGETHER,
    batchScheduleFn: run => afterRounds(ROUNDS, run),
  });
}
