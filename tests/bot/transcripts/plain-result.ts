import type { TurnResult } from '../../../bot/transcripts/transcript-log.ts';

/** What a turn comes to that is of no interest itself. */
export const PLAIN_RESULT: TurnResult = {
  outcome: 'control',
  topic: null,
  articleVersion: null,
  language: 'en',
  confidence: null,
  candidates: [],
  flags: [],
  knowledgeVersion: null,
  milliseconds: 1,
};
