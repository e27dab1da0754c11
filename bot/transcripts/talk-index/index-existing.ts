import type { Kysely } from 'kysely';
import type { LogSchema } from '../schema.ts';
import { filterTerm } from './filter-terms.ts';
import { noteTurns } from './note-turns.ts';
import { isUnanswered } from './turn-terms.ts';
import { changeTerms } from './write-index.ts';

const TALKS_AT_ONCE = 200;

/** Indexes all talks of the log that were written before there was an index, oldest first. */
export async function indexExisting(db: Kysely<LogSchema>): Promise<void> {
  for (let after = { opened_at: -1, id: '' }; ; ) {
    const talks = await db
      .selectFrom('conversations')
      .select(['id', 'channel', 'plan', 'opened_at'])
      .where(row =>
        row.or([
          row('opened_at', '>', after.opened_at),
          row.and([row('opened_at', '=', after.opened_at), row('id', '>', after.id)]),
        ]),
      )
      .where(({ and, not, exists, selectFrom }) =>
        and([
          exists(
            selectFrom('turns')
              .select('turns.number')
              .whereRef('turns.conversation_id', '=', 'conversations.id'),
          ),
          not(
            exists(
              selectFrom('talks')
                .select('talks.seq')
                .whereRef('talks.conversation_id', '=', 'conversations.id'),
            ),
          ),
        ]),
      )
      .orderBy('opened_at')
      .orderBy('id')
      .limit(TALKS_AT_ONCE)
      .execute();
    for (const talk of talks) await indexTalk(db, talk);
    const last = talks.at(-1);
    if (!last) return;
    after = last;
  }
}

async function indexTalk(
  db: Kysely<LogSchema>,
  { id, channel, plan }: { readonly id: string; readonly channel: string; readonly plan: string | null },
): Promise<void> {
  const turns = await db
    .selectFrom('turns')
    .innerJoin('activities', join =>
      join
        .onRef('activities.conversation_id', '=', 'turns.conversation_id')
        .onRef('activities.number', '=', 'turns.number'),
    )
    .selectAll('turns')
    .select('activities.activity')
    .where('turns.conversation_id', '=', id)
    .orderBy('turns.number')
    .execute();
  for (const turn of turns) {
    const { text = '' } = JSON.parse(turn.activity) as { text?: string }; // written by the log
    const candidates = JSON.parse(turn.candidates) as {
      id: string;
      kind: string;
      probability: number;
      score: number;
    }[]; // written by the log
    const result = { ...turn, candidates, flags: turn.flags.split(' ').filter(Boolean) };
    if (isUnanswered(result)) {
      await db
        .updateTable('turns')
        .set({ unanswered: 1 })
        .where('conversation_id', '=', id)
        .where('number', '=', turn.number)
        .execute();
    }
    await noteTurns(db, [{ conversationId: id, text, channel, plan, at: turn.at, result }]);
  }
  const thumbs = await db
    .selectFrom('feedback')
    .select('helpful')
    .where('conversation_id', '=', id)
    .execute();
  const add = thumbs.map(({ helpful }) => filterTerm('feedback', helpful === 1 ? 'up' : 'down'));
  await changeTerms(db, id, { add });
}
