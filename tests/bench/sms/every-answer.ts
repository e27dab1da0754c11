import { renderReply } from '../../../bot/turn/reply/render-reply.ts';
import type { ReplyView } from '../../../bot/turn/reply/reply-view.ts';
import { decide } from '../../../dialogs/decide.ts';
import type { Decision } from '../../../dialogs/decision.ts';
import type { Means } from '../../../dialogs/means.ts';
import { answerTopic } from '../../../dialogs/reply/answer.ts';
import { keepRest } from '../../../dialogs/steps/read-on.ts';
import { newTalk } from '../../../dialogs/talk-state.ts';
import { openTurn } from '../../../dialogs/turn.ts';

const NOW = new Date('2026-11-24T18:00:00Z');
const MOST_PIECES = 8;

/** A reply by text message, and where it is from. */
export interface Formed {
  readonly id: string;
  readonly view: ReplyView;
  readonly decision: Decision;
}

/** Every article in every language as it is answered by text message, followed by MORE to its end. */
export async function everyAnswer(means: Means): Promise<readonly Formed[]> {
  const { knowledge, words, directory } = means;
  const topics = knowledge?.topics ?? new Map();
  const formed: Formed[] = [];
  const add = (id: string, decision: Decision) => {
    const view = renderReply(decision, { words, directory, topics, channel: 'sms', now: NOW });
    formed.push({ id, view, decision });
  };
  for (const language of words.languages) {
    for (const topic of topics.values()) {
      const state = { ...newTalk('7KQ4MTC', NOW.toISOString()), language, languageAsked: true };
      const message = {
        text: 'MORE',
        masked: [],
        channel: 'sms',
        locale: null,
        attachments: false,
        now: NOW,
      } as const;
      const turn = openTurn(state, message, means);
      let decision = keepRest(turn, answerTopic(turn, topic));
      add(`${topic.id}/${language}`, decision);
      for (let piece = 1; decision.state.rest !== null && piece <= MOST_PIECES; piece++) {
        decision = await decide(decision.state, message, means);
        add(`${topic.id}/${language}#${piece}`, decision);
      }
    }
  }
  return formed;
}
