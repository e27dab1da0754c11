import { databaseLog } from '../../../bot/transcripts/database-log.ts';
import type { OpenDatabase } from '../../../bot/transcripts/open-database.ts';
import { noteTurns } from '../../../bot/transcripts/talk-index/note-turns.ts';
import { changeTerms } from '../../../bot/transcripts/talk-index/write-index.ts';
import { newTalk } from '../../../dialogs/talk-state.ts';
import { type Timings, timeQuestions } from '../measure/timings.ts';

const TURNS = 300;
const TEXT = 'how do I get a new card for my daughter, we lost the old one when we moved to Long Beach';
const RESULT = {
  outcome: 'answered',
  topic: 'member.id-card',
  articleVersion: 'v1',
  language: 'en',
  confidence: 0.9,
  candidates: [{ id: 'member.id-card', kind: 'topic', probability: 0.9, score: 1 }],
  flags: [],
  knowledgeVersion: 'made-up',
  milliseconds: 2,
};

/** What it takes to write a turn to a large log, and how much of that the index is (in a transaction, without the disk). */
export async function measureTurns(
  database: OpenDatabase,
): Promise<{ readonly commit: Timings; readonly index: Timings }> {
  const log = databaseLog(database.db, database.forgetDeleted);
  const at = new Date();
  const names = Array.from({ length: TURNS }, (_, place) => `timed-${place}`);
  const state = newTalk('TIMED', at.toISOString());
  for (const id of names)
    await log.open({ id, channel: 'directline', reference: id.toUpperCase(), state, at });
  const commit = await timeQuestions(names, conversationId =>
    log.commit({
      conversationId,
      channel: 'directline',
      flags: [],
      expected: 0,
      channelMessageId: 'one',
      message: { type: 'message', text: TEXT },
      replies: [{ type: 'message', text: 'Call us.' }],
      state,
      result: RESULT,
      at,
      effect: null,
    }),
  );
  for (const id of names) await database.db.deleteFrom('talks').where('conversation_id', '=', id).execute();
  const index = await database.db.transaction().execute(async transaction =>
    timeQuestions(names, async id => {
      const turn = { conversationId: id, text: TEXT, channel: 'directline', plan: null, result: RESULT };
      await noteTurns(transaction, [{ ...turn, at: at.getTime() }]);
      await changeTerms(transaction, id, {});
    }),
  );
  return { commit, index };
}
