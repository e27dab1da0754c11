import type { Decision } from '../decision.ts';
import { languageOfLocale } from '../language/language-of-locale.ts';
import type { PhraseSet } from '../match/phrase-set.ts';
import { end, type Step, type Turn } from '../turn.ts';

const SHARED_WORDS =
  /^\W*(?:stop|stopall|unsubscribe|cancel|end|quit|revoke|optout|opt out|start|unstop|yes|help|info|more)\W*$/i;

/**
 * STOP, START and HELP by text message, in every language and any usual wording. After STOP nothing but
 * START is replied to. Rules of the carriers (CTIA Messaging Principles) and 47 CFR 64.1200(a)(10).
 */
export const obeySmsKeyword: Step = turn => {
  const { message, means, before } = turn;
  if (message.channel !== 'sms') return null;
  keepLanguage(turn);
  if (message.answeredKeyword) return recordSilently(turn, message.answeredKeyword);
  const { start, help } = means.phrases.sms;
  const stops = saysStop(turn);
  // "yes" restarts only who has stopped, and "no" or "stop" inside a flow still stops.
  if (before.optedOut) {
    if (!start.is(message.text) || stops) return stayAway(turn);
    turn.draft = { ...turn.draft, optedOut: false };
    return end(turn, 'control', { blocks: [{ kind: 'say', key: 'chat:sms.started' }], effect: 'opt-in' });
  }
  if (stops) {
    turn.draft = { ...turn.draft, optedOut: true, dialogs: { dialogStack: [] } };
    return end(turn, 'control', { blocks: [{ kind: 'say', key: 'chat:sms.stopped' }], effect: 'opt-out' });
  }
  if (help.is(message.text)) {
    const values = { number: tollFree(turn) };
    return end(turn, 'control', { blocks: [{ kind: 'say', key: 'chat:sms.help', values }] });
  }
  if (start.is(message.text) && !means.phrases.list.yes.is(message.text)) {
    return end(turn, 'control', { blocks: [{ kind: 'say', key: 'chat:sms.started' }], effect: 'opt-in' });
  }
  return null;
};

/** The toll-free line for everybody, with its TTY; kept left to right inside Arabic and Persian. */
function tollFree({ means, language }: Turn): string {
  const line = means.directory.lines.get('coverage');
  if (!line) return '';
  const rightToLeft = means.words.locale(language).language.direction === 'rtl';
  const isolated = (number: string) => (rightToLeft ? `\u2066${number}\u2069` : number);
  const tty =
    line.tty === null ? '' : ` (${means.words.in(language)('lines:tty', { number: isolated(line.tty) })})`;
  return `${isolated(line.number)}${tty}`;
}

/** A phrase of the lists, or nothing but such phrases and words of politeness: "STOP!! no more texts please". */
function saysStop({ message, means }: Turn): boolean {
  const { stop, courtesy } = means.phrases.sms;
  if (stop.is(message.text)) return true;
  return stop.find(message.text) !== null && courtesy.without(withoutAny(stop, message.text)) === '';
}

/** A text without the phrases, repeated ones too ("stop stop stop"). */
function withoutAny(phrases: PhraseSet, text: string): string {
  const left = phrases.without(text);
  return phrases.find(left) === null ? left : withoutAny(phrases, left);
}

/** Carriers' words and MORE are written the same in every language, so they don't tell which one is spoken. */
function keepLanguage(turn: Turn): void {
  const { before, message, means } = turn;
  if (!SHARED_WORDS.test(message.text)) return;
  turn.language = before.language ?? languageOfLocale(message.locale, means.words.languages) ?? 'en';
}

/** Nothing is sent to who has stopped, danger included (the carrier would refuse it); staff see it at once. */
function stayAway(turn: Turn): Decision {
  const alarm = turn.means.triage.check(turn.message.text);
  if (alarm.kind !== 'none') turn.flags.push(alarm.kind);
  return end(turn, 'control', { blocks: [] });
}

/** The provider has replied itself: what it means for consent is kept, and nothing is said a second time. */
function recordSilently(turn: Turn, keyword: 'stop' | 'start' | 'help'): Decision {
  if (keyword === 'help') return end(turn, 'control', { blocks: [] });
  const optedOut = keyword === 'stop';
  turn.draft = { ...turn.draft, optedOut, dialogs: { dialogStack: [] } };
  return end(turn, 'control', { blocks: [], effect: optedOut ? 'opt-out' : 'opt-in' });
}
