import { beginTalk } from '../../../bot/cli/talk.ts';
import { directoryPhones } from '../../../bot/turn/directory-phones.ts';
import { createMasker } from '../../../bot/turn/masking/masker.ts';
import { smsParts } from '../../../bot/turn/reply/sms-alphabet.ts';
import { smsText } from '../../../bot/turn/reply/sms-text.ts';
import type { Means } from '../../../dialogs/means.ts';
import { longestText } from '../../../dialogs/reply/sms-length.ts';
import type { Judged } from '../../eval/question-set.ts';

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
const NUMBER = /\b1-\d{3}-\d{3}-\d{4}\b/g;

/** Replays every conversation by text message and finds replies that break a rule of the channel. */
export async function checkForms(
  means: Means,
  set: readonly Judged[],
): Promise<{ readonly rows: readonly FormRow[]; readonly problems: readonly string[] }> {
  const masker = createMasker({ phones: directoryPhones(means.directory) });
  const found = new Map<string, { texts: readonly string[]; more: boolean }[]>();
  const problems: string[] = [];
  for (const { id, turns } of set) {
    const talk = beginTalk(means, { channel: 'sms', masker });
    let offered = false;
    for (const text of [...turns, 'MORE', 'MORE']) {
      if (text === 'MORE' && !offered) break;
      const { view, decision } = await talk.say(text);
      const texts = smsText(view);
      offered = decision.state.rest !== null;
      const { language } = view;
      found.set(language, [...(found.get(language) ?? []), { texts, more: offered }]);
      for (const message of texts) {
        const report = (problem: string) => problems.push(`${id} ${language}: ${problem}: ${message}`);
        if (message.length > longestText(language)) report(`${message.length} characters`);
        if (MARKDOWN.test(message)) report('Markdown');
        if (TYPOGRAPHIC.test(message)) report('quotes or dashes of typesetting');
        if ((message.match(NUMBER) ?? []).length > 0 && !/711|TTY|1-800-660-4026/i.test(message))
          report('a phone number without TTY');
      }
      for (const { label } of view.choices)
        if (CARRIERS.test(label.trim())) problems.push(`${id}: '${label}' is a word of the carrier`);
      if (texts.length === 0 && !decision.state.optedOut) problems.push(`${id}: no reply to ${text}`);
      if (texts.join('').length > 1_600) problems.push(`${id}: over 1,600 in all`);
    }
  }
  return { rows: [...found].sort(([a], [b]) => a.localeCompare(b)).map(([l, r]) => rowOf(l, r)), problems };
}

function rowOf(language: string, replies: readonly { texts: readonly string[]; more: boolean }[]): FormRow {
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
