import type { ColumnType } from 'kysely';

/** One row a talk in which a member said something: what the list shows, and the terms it is found by. */
export interface TalkRow {
  /** Numbers talks in the order of their first message: the list's order and its page mark. */
  readonly seq: ColumnType<number, never, never>;
  readonly conversation_id: string;
  /** Time of the first message, milliseconds since 1970. */
  readonly begun_at: number;
  /** Its text, masked, cut to what a list shows. */
  readonly first_question: string;
  readonly turns: number;
  readonly last_outcome: string;
  /** JSON list of the talk's rows in `talk_terms`; a trigger removes them by it when this row goes. */
  readonly terms: string;
  /** Terms of turns that are not in the index yet: a JSON list a turn, a line each. Null where it has them all. */
  readonly due: string | null;
}

/** Inverted index: a term and a talk that has it. Filter values (`=outcome:handoff`) and words (`card`) alike. */
export interface TalkTermRow {
  readonly term: string;
  readonly talk: number;
}

/** A turn that somebody should judge. */
export interface ReviewTaskRow {
  readonly conversation_id: string;
  readonly number: number;
  readonly reason: string;
  /** 1 is first. */
  readonly priority: number;
  readonly at: number;
  /** Judgements so far. */
  readonly reviews: number;
}

/** One reviewer's judgement of a turn; the last one counts. */
export interface ReviewRow {
  readonly conversation_id: string;
  readonly number: number;
  readonly reviewer: string;
  readonly verdict: string;
  readonly right_topic: string | null;
  readonly note: string | null;
  readonly at: number;
}

/** A word that staff put on a talk. */
export interface TagRow {
  readonly conversation_id: string;
  readonly tag: string;
  readonly added_by: string;
  readonly at: number;
}

/** A flagged talk that somebody has looked after. */
export interface FollowUpRow {
  readonly conversation_id: string;
  readonly done_by: string;
  readonly at: number;
}

/** A filter of the list that somebody kept under a name. */
export interface SavedViewRow {
  readonly owner: string;
  readonly name: string;
  /** The list's query string. */
  readonly query: string;
  readonly at: number;
}

/** What a whole day came to, by one dimension; written once the day is over. */
export interface DailyCountRow {
  /** `YYYY-MM-DD` in the plan's time zone. */
  readonly day: string;
  readonly dimension: string;
  readonly value: string;
  readonly talks: number;
  readonly turns: number;
  readonly answered: number;
  readonly clarify: number;
  readonly handoff: number;
  readonly unanswered: number;
  readonly alarms: number;
  readonly thumbs_up: number;
  readonly thumbs_down: number;
}

/** How many turns of a day were judged, by one dimension, and how many of these wrong by their last judgement. */
export interface DailyJudgedRow {
  readonly day: string;
  readonly dimension: string;
  readonly value: string;
  readonly reviewed: number;
  readonly wrong: number;
}

/** How many turns of a day took how long. */
export interface DailyLatencyRow {
  readonly day: string;
  readonly channel: string;
  /** Upper bound in milliseconds. */
  readonly bucket: number;
  readonly turns: number;
}

/** Tables that the review of transcripts adds to the log. */
export interface ReviewSchema {
  readonly talks: TalkRow;
  readonly talk_terms: TalkTermRow;
  readonly review_tasks: ReviewTaskRow;
  readonly reviews: ReviewRow;
  readonly tags: TagRow;
  readonly follow_ups: FollowUpRow;
  readonly saved_views: SavedViewRow;
  readonly daily_counts: DailyCountRow;
  readonly daily_latency: DailyLatencyRow;
  readonly daily_judged: DailyJudgedRow;
}
