import { type Kysely, type RawBuilder, sql } from 'kysely';
import { givenRows, insertGiven } from './given-rows.ts';
import { activitiesInsert } from './insert-activities.ts';
import { activityRow } from './log-rows.ts';
import { loadReviewRules, taskReason } from './review/review-rules.ts';
import { tasksInsert } from './review/review-tasks.ts';
import type { ActivityRow, LogSchema } from './schema.ts';
import { turnsNote } from './talk-index/note-turns.ts';
import { isUnanswered } from './talk-index/turn-terms.ts';
import type { LoggedActivity, TurnCommit } from './transcript-log.ts';

const REVIEW_RULES = loadReviewRules();

type Database = Pick<Kysely<LogSchema>, 'getExecutor'>;

/** The statement that moves conversations on to which nobody wrote in between; it returns their ids. */
export function movingOn(db: Database, turns: readonly TurnCommit[]): RawBuilder<{ readonly id: string }> {
  const given = givenRows(
    db,
    {
      talk: 'text',
      new_state: 'text',
      new_language: 'text',
      new_plan: 'text',
      new_flags: 'text',
      expected: 'integer',
      last: 'integer',
      moved_at: 'bigint',
    },
    turns.map(({ conversationId, state, flags, result, expected, replies, at }) => ({
      talk: conversationId,
      new_state: JSON.stringify(state),
      new_language: state.language,
      new_plan: state.plan,
      new_flags: [...new Set([...flags, ...result.flags])].join(' '),
      expected,
      last: expected + 1 + replies.length,
      moved_at: at.getTime(),
    })),
  );
  return sql`
    update conversations set state = new_state, language = new_language, plan = new_plan, flags = new_flags,
      last_number = last, updated_at = moved_at
    from ${given} where id = talk and last_number = expected
    returning id`;
}

/**
 * The statements that write all else of turns, one a table; those with nothing to write are left out.
 * @param only condition on `given` (which has a `conversation_id`) for a row to be written; all by default
 */
export function turnInserts(
  db: Database,
  turns: readonly TurnCommit[],
  only?: RawBuilder<unknown>,
): readonly RawBuilder<unknown>[] {
  const found = turns.map(({ conversationId, message, channel, state, result, at }) => ({
    conversationId,
    text: message.text ?? '',
    channel,
    plan: state.plan,
    result,
    at: at.getTime(),
  }));
  const tasks = turns.flatMap(({ conversationId, expected, result, at }) => {
    const number = expected + 1;
    const reason = taskReason(REVIEW_RULES, result, `${conversationId} ${number}`);
    return reason ? [{ ...reason, conversationId, number, at: at.getTime() }] : [];
  });
  return [
    activitiesInsert(db, turns.flatMap(activityRows), only),
    turnsInsert(db, turns, only),
    turnsNote(db, found, only),
    ...(tasks.length > 0 ? [tasksInsert(db, tasks, only)] : []),
  ];
}

/** What a turn adds to the log: the member's message and the replies to it. */
export function loggedActivities({ expected, at, message, replies }: TurnCommit): readonly LoggedActivity[] {
  const number = expected + 1;
  return [
    { number, direction: 'in', replyTo: null, activity: message, at },
    ...replies.map(
      (activity, place): LoggedActivity => ({
        number: number + 1 + place,
        direction: 'out',
        replyTo: number,
        activity,
        at,
      }),
    ),
  ];
}

function activityRows(turn: TurnCommit): readonly ActivityRow[] {
  return loggedActivities(turn).map(logged =>
    activityRow(turn.conversationId, logged, logged.direction === 'in' ? turn.channelMessageId : null),
  );
}

function turnsInsert(
  db: Database,
  turns: readonly TurnCommit[],
  only?: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const columns = {
    conversation_id: 'text',
    number: 'integer',
    outcome: 'text',
    topic: 'text',
    article_version: 'text',
    language: 'text',
    confidence: 'double precision',
    candidates: 'text',
    flags: 'text',
    knowledge_version: 'text',
    unanswered: 'integer',
    milliseconds: 'double precision',
    at: 'bigint',
  } as const;
  const rows = turns.map(({ conversationId, expected, result, at }) => ({
    conversation_id: conversationId,
    number: expected + 1,
    outcome: result.outcome,
    topic: result.topic,
    article_version: result.articleVersion,
    language: result.language,
    confidence: result.confidence,
    candidates: JSON.stringify(result.candidates),
    flags: result.flags.join(' '),
    knowledge_version: result.knowledgeVersion,
    unanswered: isUnanswered(result) ? 1 : 0,
    milliseconds: result.milliseconds,
    at: at.getTime(),
  }));
  return insertGiven(db, 'turns', columns, rows, only);
}
