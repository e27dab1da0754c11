import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadReviewRules, taskReason } from '../../../bot/transcripts/review/review-rules.ts';
import type { ReviewRow, ReviewTaskRow, TalkRow } from '../../../bot/transcripts/review-schema.ts';
import type { ActivityRow, ConversationRow, TurnRow } from '../../../bot/transcripts/schema.ts';
import { filterTerm } from '../../../bot/transcripts/talk-index/filter-terms.ts';
import { isUnanswered, turnTerms } from '../../../bot/transcripts/talk-index/turn-terms.ts';
import { newTalk } from '../../../dialogs/talk-state.ts';
import { seededRandom } from '../../../knowledge/engine/random.ts';
import { projectRoot } from '../../../knowledge/project-root.ts';

const DAY_MS = 86_400_000;
const TALKS_AT_ONCE = 1_000;
const MOST_TURNS = 5;
const PLANS = [null, null, 'medi-cal', 'medi-cal', 'lacc', 'pasc', 'dsnp'];

/** A question of the development set: what members write, in every language. */
interface Asked {
  readonly text: string;
  readonly language: string;
  readonly topic: string;
}

/** How large a made-up log is, and over which time it is spread. */
export interface MadeUpSize {
  readonly activities: number;
  readonly days: number;
  readonly now: Date;
}

/** What a log holds, by table. */
export type MadeUpRows = ReturnType<typeof emptyRows>;

/**
 * Talks like real ones, some thousand at a time, oldest first: questions of the development set in random order, some
 * of them unanswered, flagged, disliked or judged, with the same index terms that the log writes a turn at a time. The
 * same size gives the same talks. They are numbered from 1, as an empty database will.
 */
export function* madeUpTalks({ activities, days, now }: MadeUpSize): Generator<MadeUpRows> {
  const random = seededRandom(20_260_101);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T; // never empty here
  const asked = questions();
  const byLanguage = new Map<string, Asked[]>();
  for (const question of asked) addTo(byLanguage, question.language, question);
  const rules = loadReviewRules();
  const talks = Math.ceil(activities / (MOST_TURNS + 1));
  const from = now.getTime() - days * DAY_MS;
  for (let first = 0; first < talks; first += TALKS_AT_ONCE) {
    const rows = emptyRows();
    for (let talk = first; talk < Math.min(talks, first + TALKS_AT_ONCE); talk += 1) {
      const seq = talk + 1;
      const id = `made-up-${seq}`;
      const begun = Math.floor(from + ((now.getTime() - from) * talk) / talks);
      const channel = random() < 0.35 ? 'sms' : 'directline';
      const plan = pick(PLANS);
      const reference = seq.toString(36).toUpperCase().padStart(7, '0');
      const turns = 1 + Math.floor(random() * MOST_TURNS);
      const language = pick(asked).language;
      const inLanguage = byLanguage.get(language) ?? asked;
      const terms = new Set<string>();
      const flags = new Set<string>();
      let opening = '';
      let outcome = 'answered';
      for (let turn = 0; turn < turns; turn += 1) {
        const { text, topic } = pick(inLanguage);
        const at = begun + turn * 40_000;
        const dice = random();
        const result = {
          outcome: dice < 0.68 ? 'answered' : dice < 0.8 ? 'clarify' : dice < 0.985 ? 'handoff' : 'emergency',
          topic: dice < 0.68 ? topic : null,
          language,
          confidence: dice < 0.985 ? Math.round((1 - random() ** 6) * 1_000) / 1_000 : null,
          candidates: [{ id: topic, kind: 'topic', probability: 0.4, score: 0 }],
          flags: dice >= 0.985 ? ['emergency'] : random() < 0.01 ? ['grievance'] : [],
        };
        for (const term of turnTerms({ text, channel, plan, result })) terms.add(term);
        for (const flag of result.flags) flags.add(flag);
        if (turn === 0) opening = text;
        outcome = result.outcome;
        const number = turn * 2 + 1;
        const message = { type: 'message', text, from: { id: 'member', role: 'user' } };
        const reply = {
          type: 'message',
          text: `An approved answer on ${topic}. `.repeat(8),
          locale: language,
        };
        rows.activities.push(
          activity(id, number, 'in', null, message, at),
          activity(id, number + 1, 'out', number, reply, at),
        );
        rows.turns.push({
          conversation_id: id,
          number,
          outcome: result.outcome,
          topic: result.topic,
          article_version: result.topic && 'v1',
          language,
          confidence: result.confidence,
          candidates: JSON.stringify(result.candidates),
          flags: result.flags.join(' '),
          knowledge_version: 'made-up',
          unanswered: isUnanswered(result) ? 1 : 0,
          milliseconds: 2 + random() * 20,
          at,
        });
        if (random() < 0.05) {
          const helpful = random() < 0.7 ? 1 : 0;
          rows.feedback.push({
            conversation_id: id,
            number: number + 1,
            helpful,
            reason: null,
            at: at + 5_000,
          });
          terms.add(filterTerm('feedback', helpful === 1 ? 'up' : 'down'));
        }
        const task = taskReason(rules, result, `${id} ${number}`);
        if (!task) continue;
        const reviews = random() < 0.3 ? 1 : 0;
        rows.tasks.push({ conversation_id: id, number, ...task, at, reviews });
        if (reviews === 0) continue;
        const verdict = random() < 0.8 ? 'right' : 'wrong';
        rows.reviews.push({
          conversation_id: id,
          number,
          reviewer: 'reviewer-2',
          verdict,
          right_topic: null,
          note: null,
          at: at + DAY_MS / 24,
        });
        terms.add(filterTerm('review', 'any')).add(filterTerm('verdict', verdict));
      }
      const updated = begun + (turns - 1) * 40_000;
      rows.conversations.push({
        id,
        channel,
        reference,
        language,
        plan,
        state: JSON.stringify(newTalk(reference, new Date(begun).toISOString())),
        last_number: turns * 2,
        flags: [...flags].join(' '),
        opened_at: begun,
        updated_at: updated,
      });
      rows.talks.push({
        conversation_id: id,
        begun_at: begun,
        first_question: opening.slice(0, 200),
        turns,
        last_outcome: outcome,
        terms: JSON.stringify([...terms]),
        due: null,
      });
      for (const term of terms) addTo(rows.terms, term, seq);
    }
    yield rows;
  }
}

function addTo<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

function emptyRows() {
  return {
    conversations: [] as ConversationRow[],
    activities: [] as ActivityRow[],
    turns: [] as TurnRow[],
    feedback: [] as {
      conversation_id: string;
      number: number;
      helpful: number;
      reason: null;
      at: number;
    }[],
    talks: [] as Omit<TalkRow, 'seq'>[],
    terms: new Map<string, number[]>(),
    tasks: [] as ReviewTaskRow[],
    reviews: [] as ReviewRow[],
  };
}

function activity(
  id: string,
  number: number,
  direction: 'in' | 'out',
  replyTo: number | null,
  content: object,
  at: number,
): ActivityRow {
  return {
    conversation_id: id,
    number,
    direction,
    channel_message_id: direction === 'in' ? `${id}-${number}` : null,
    reply_to: replyTo,
    activity: JSON.stringify(content),
    at,
  };
}

function questions(): readonly Asked[] {
  return readFileSync(join(projectRoot(), 'tests', 'eval', 'dev.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .flatMap(line => {
      const { turns, lang, expect } = JSON.parse(line) as {
        turns: string[];
        lang: string;
        expect: ({ topics?: string[] } | null)[];
      }; // our own file
      return turns.map((text, place) => ({
        text,
        language: lang,
        topic: expect[place]?.topics?.[0] ?? 'contact.directory',
      }));
    });
}
