import type { LogDatabase } from '../schema.ts';

/** Why a question shows a gap in the knowledge. */
export const GAP_KINDS = ['unanswered', 'thumbs-down', 'corrected'] as const;
export type GapKind = (typeof GAP_KINDS)[number];

/** A member's question that was not answered, or not well. */
export interface GapQuestion {
  readonly conversationId: string;
  readonly number: number;
  /** Masked. */
  readonly text: string;
  readonly language: string;
  readonly at: Date;
  readonly kinds: readonly GapKind[];
  /** Topic that a reviewer said would have been right; else the one that was answered; or null. */
  readonly topic: string | null;
}

/** Questions of each kind that are read at most, the newest ones. */
const MOST_OF_A_KIND = 2_000;

/**
 * Questions since a time that had no approved answer, whose answer got a thumb down, or whose reply a reviewer did
 * not find right; each once, oldest first.
 * @param language tag of the turn's language, null: all
 */
export async function gapQuestions(
  db: LogDatabase,
  { since, language }: { readonly since: Date; readonly language: string | null },
): Promise<readonly GapQuestion[]> {
  const unanswered = await asked(db, language)
    .where('turns.unanswered', '=', 1)
    .where('turns.at', '>=', since.getTime())
    .orderBy('turns.at', 'desc')
    .execute();
  const disliked = await asked(db, language)
    .innerJoin('activities as reply', join =>
      join
        .onRef('reply.conversation_id', '=', 'turns.conversation_id')
        .onRef('reply.reply_to', '=', 'turns.number'),
    )
    .innerJoin('feedback', join =>
      join
        .onRef('feedback.conversation_id', '=', 'reply.conversation_id')
        .onRef('feedback.number', '=', 'reply.number'),
    )
    .where('feedback.helpful', '=', 0)
    .where('feedback.at', '>=', since.getTime())
    .orderBy('feedback.at', 'desc')
    .execute();
  const corrected = await asked(db, language)
    .innerJoin('reviews', join =>
      join
        .onRef('reviews.conversation_id', '=', 'turns.conversation_id')
        .onRef('reviews.number', '=', 'turns.number'),
    )
    .select('reviews.right_topic')
    .where('reviews.verdict', '!=', 'right')
    .where('reviews.at', '>=', since.getTime())
    .orderBy('reviews.at', 'desc')
    .execute();
  const questions = new Map<string, GapQuestion>();
  const add = (kind: GapKind, row: AskedRow, topic: string | null) => {
    const key = `${row.conversation_id} ${row.number}`;
    const known = questions.get(key);
    const { text = '' } = JSON.parse(row.activity) as { text?: string }; // written by the log
    questions.set(key, {
      conversationId: row.conversation_id,
      number: row.number,
      text,
      language: row.language,
      at: new Date(row.at),
      kinds: known ? [...new Set([...known.kinds, kind])] : [kind],
      topic: topic ?? known?.topic ?? row.topic,
    });
  };
  for (const row of unanswered) add('unanswered', row, null);
  for (const row of disliked) add('thumbs-down', row, null);
  for (const row of corrected) add('corrected', row, row.right_topic);
  return [...questions.values()].sort(
    (one, other) =>
      one.at.getTime() - other.at.getTime() || (one.conversationId < other.conversationId ? -1 : 1),
  );
}

interface AskedRow {
  readonly conversation_id: string;
  readonly number: number;
  readonly language: string;
  readonly topic: string | null;
  readonly at: number;
  readonly activity: string;
}

function asked(db: LogDatabase, language: string | null) {
  const all = db
    .selectFrom('turns')
    .innerJoin('activities', join =>
      join
        .onRef('activities.conversation_id', '=', 'turns.conversation_id')
        .onRef('activities.number', '=', 'turns.number'),
    )
    .select([
      'turns.conversation_id',
      'turns.number',
      'turns.language',
      'turns.topic',
      'turns.at',
      'activities.activity',
    ])
    .limit(MOST_OF_A_KIND);
  return language === null ? all : all.where('turns.language', '=', language);
}
