import { hasUnknownNumber } from '../../knowledge/ingest/unknown-numbers.ts';
import type { PassageCandidate } from '../decision.ts';
import { planLines } from '../reply/member-lines.ts';
import { splitAtSentences } from '../reply/split-at-sentences.ts';
import { end, type Step, type Turn } from '../turn.ts';

/** Characters of a quote; a text message holds less. */
const LONGEST_WEB = 700;
const LONGEST_SMS = 200;

/**
 * No article fits, but a page of the site has the words: they are quoted, marked as a quote, with their link and the line to
 * call. Never where the question looks like one to turn away, and never with a phone number that the directory lacks.
 */
export const quotePassage: Step = turn => {
  const { means, message, language } = turn;
  const { thresholds } = means;
  if (!means.passages || !thresholds.passageLanguages.includes(language)) return null;
  if (awayProbability(turn) > thresholds.passageAway) return null;
  const found = means.passages(message.text, primary(language));
  if (!found || found.fit < thresholds.passage || found.shared < thresholds.passageWords) return null;
  const text = quotable(found.passage.text, message.channel === 'sms' ? LONGEST_SMS : LONGEST_WEB);
  if (text === '' || hasUnknownNumber(text, means.directory)) return null;
  const { url, path } = found.passage;
  const candidate: PassageCandidate = {
    id: url,
    kind: 'passage',
    probability: found.fit,
    score: found.score,
  };
  turn.draft = { ...turn.draft, lastTopic: null, lastQuestion: message.text };
  const decision = end(turn, 'answered', {
    blocks: [
      { kind: 'passage', text, url, heading: path.at(-1) ?? url },
      { kind: 'lines', lines: planLines(turn.plan, means.directory) },
    ],
    topic: `passage:${url}`,
  });
  return { ...decision, candidates: [candidate, ...decision.candidates] };
};

function awayProbability({ retrieval }: Turn): number {
  return (retrieval?.candidates ?? [])
    .filter(({ kind, id }) => kind === 'class' && /^(turn-away\.|out-of-scope)/.test(id))
    .reduce((sum, { probability }) => sum + probability, 0);
}

/** Site text as plain words: nothing in it that steers direction or is no letter, and no more than fits, cut at a sentence. */
function quotable(text: string, longest: number): string {
  const plain = text
    .replace(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff0-\uffff]/g,
      ' ',
    )
    .replace(/[“”«»„]/g, '"')
    .trim();
  if (plain.length <= longest) return plain;
  const [first = ''] = splitAtSentences(plain, longest);
  return first;
}

function primary(tag: string): string {
  return tag.split('-')[0] ?? tag;
}
