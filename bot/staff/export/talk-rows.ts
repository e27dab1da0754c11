import type { Talk } from '../../transcripts/review/read-talk.ts';
import { safeCell } from './safe-cell.ts';

/** Titles of the columns of a CSV export, one row a message of the member. */
export const COLUMNS = [
  'reference',
  'time',
  'channel',
  'language',
  'plan',
  'message',
  'reply',
  'outcome',
  'topic',
  'article_version',
  'confidence',
  'flags',
  'thumbs',
  'judgements',
  'right_topics',
  'notes',
  'tags',
] as const;

/** A talk as rows of cells, each safe in a spreadsheet. */
export function talkRows(talk: Talk): readonly (readonly string[])[] {
  return talk.turns.map(turn => {
    const message = talk.messages.find(({ number }) => number === turn.number);
    const replies = talk.messages.filter(({ replyTo }) => replyTo === turn.number);
    const numbers = new Set(replies.map(({ number }) => number));
    const thumbs = talk.thumbs.filter(({ number }) => number !== null && numbers.has(number));
    const reviews = talk.reviews.filter(({ number }) => number === turn.number);
    const cells = {
      reference: talk.reference,
      time: message?.at.toISOString() ?? '',
      channel: talk.channel,
      language: turn.language,
      plan: talk.plan ?? '',
      message: message?.text ?? '',
      reply: replies.map(({ text }) => text).join('\n'),
      outcome: turn.outcome,
      topic: turn.topic ?? '',
      article_version: turn.articleVersion ?? '',
      confidence: turn.confidence?.toFixed(3) ?? '',
      flags: turn.flags.join(' '),
      thumbs: thumbs.map(({ helpful }) => (helpful ? 'up' : 'down')).join(' '),
      judgements: reviews.map(({ reviewer, verdict }) => `${reviewer}: ${verdict}`).join('\n'),
      right_topics: reviews.flatMap(({ rightTopic }) => rightTopic ?? []).join('\n'),
      notes: reviews.flatMap(({ note }) => note ?? []).join('\n'),
      tags: talk.tags.join(' '),
    };
    return COLUMNS.map(name => safeCell(cells[name]));
  });
}
