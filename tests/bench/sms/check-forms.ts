import { directoryPhones } from '../../../bot/turn/directory-phones.ts';
import { createMasker } from '../../../bot/turn/masking/masker.ts';
import { smsParts } from '../../../bot/turn/reply/sms-alphabet.ts';
import { smsText } from '../../../bot/turn/reply/sms-text.ts';
import { beginTalk } from '../../../bot/turn/talk-in-memory.ts';
import type { Means } from '../../../dialogs/means.ts';
import { longestText } from '../../../dialogs/reply/sms-length.ts';
import type { Judged } from '../../eval/question-set.ts';
import { everyAnswer, type Formed } from './every-answer.ts';

/** What the text messages of one language came to. */
export interface FormRow {
  readonly language: string;
  readonly replies: number;
  readonly longest: number;
  /** Replies that needed more than one message. */
  readonly divided: number;
  /** Replies that offer MORE. */
  readonly offersMore: number;
  readonly partsMean: number;
  readonly partsMost: number;
  /** Dollars for a thousand replies. */
  readonly cost: number;
}

/** Dollars a part, the list price of a US long code with the usual carrier fee: an assumption, for comparison. */
export const DOLLARS_A_PART = 0.0079 + 0.003;

const MARKDOWN = /\*\*|__|`|^#{1,6} |\[[^\]]+\]\(|<[a-z/]/m;
const TYPOGRAPHIC = /[\u2018-\u201f\u2010-\u2015\u2026\u00a0]/;
/** Words of the carrier that a choice or prompt must not be. */
const CARRIERS = /^(?:stop|stopall|unsubscribe|cancel|end|quit|revoke|optout|help|info|start|unstop|yes)$/i;
const NUMBER = /\b1-\d{3}-\d{3}-\d{4}\b/;
const TTY = /711|TTY|TDD|1-800-660-4026/i;

/** Replays every conversation by text message, reads every article in every language, and finds broken rules of the channel. */
export async function checkForms(
  means: Means,
  set: readonly Judged[],
): Promise<{ readonly rows: readonly FormRow[]; readonly problems: readonly string[] }> {
  const replies = [...(await replayed(means, set)), ...(await everyAnswer(means))];
  const problems = replies.flatMap(reply => problemsOf(reply));
  const found = new Map<string, Formed[]>();
  for (const reply of replies) {
    const { language } = reply.view;
    found.set(language, [...(found.get(language) ?? []), reply]);
  }
  return { rows: [...found].sort(([a], [b]) => a.localeCompare(b)).map(([l, r]) => rowOf(l, r)), problems };
}

async function replayed(means: Means, set: readonly Judged[]): Promise<readonly Formed[]> {
  const masker = createMasker({ phones: directoryPhones(means.directory) });
  const formed: Formed[] = [];
  for (const { id, turns } of set) {
    const talk = beginTalk(means, { channel: 'sms', masker });
    for (const text of turns) formed.push({ id: `${id} "${text.slice(0, 40)}"`, ...(await talk.say(text)) });
  }
  return formed;
}

function problemsOf({ id, view, decision }: Formed): readonly string[] {
  const { language } = view;
  const texts = smsText(view);
  const problems = texts.flatMap(message =>
    [
      message.length > longestText(language) ? `${message.length} characters` : null,
      MARKDOWN.test(message) ? 'Markdown' : null,
      TYPOGRAPHIC.test(message) ? 'quotes or dashes of typesetting' : null,
      NUMBER.test(message) && !TTY.test(message) ? 'a phone number without TTY' : null,
    ].flatMap(problem => (problem === null ? [] : [`${problem}: ${message}`])),
  );
  for (const { label } of view.choices)
    if (CARRIERS.test(label.trim())) problems.push(`'${label}' is a word of the carrier`);
  if (texts.length === 0 && !decision.state.optedOut) problems.push('no reply');
  if (texts.join('').length > 1_600) problems.push('over 1,600 in all');
  return problems.map(problem => `${id} ${language}: ${problem}`);
}

function rowOf(language: string, formed: readonly Formed[]): FormRow {
  const replies = formed.map(({ view, decision }) => ({
    texts: smsText(view),
    more: decision.state.rest !== null,
  }));
  const parts = replies.map(({ texts }) => texts.reduce((sum, text) => sum + smsParts(text).parts, 0));
  const mean = parts.reduce((a, b) => a + b, 0) / parts.length;
  return {
    language,
    replies: replies.length,
    longest: Math.max(...replies.flatMap(({ texts }) => texts.map(({ length }) => length))),
    divided: replies.filter(({ texts }) => texts.length > 1).length,
    offersMore: replies.filter(({ more }) => more).length,
    partsMean: mean,
    partsMost: Math.max(...parts),
    cost: mean * 1_000 * DOLLARS_A_PART,
  };
}
