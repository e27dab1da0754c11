import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadMeans } from '../../../bot/load-means.ts';
import { directoryPhones } from '../../../bot/turn/directory-phones.ts';
import { createMasker } from '../../../bot/turn/masking/masker.ts';
import { smsParts } from '../../../bot/turn/reply/sms-alphabet.ts';
import { plainSigns } from '../../../bot/turn/reply/sms-signs.ts';
import { smsText } from '../../../bot/turn/reply/sms-text.ts';
import { webActivities } from '../../../bot/turn/reply/web-activity.ts';
import { beginTalk } from '../../../bot/turn/talk-in-memory.ts';
import { unstoredReplies } from '../../../bot/turn/unstored-reply.ts';
import { languageOfLocale } from '../../../dialogs/language/language-of-locale.ts';
import { longestText } from '../../../dialogs/reply/sms-length.ts';
import { splitAtSentences } from '../../../dialogs/reply/split-at-sentences.ts';
import { loadTriage } from '../../../dialogs/safety/load-triage.ts';
import { parsePattern } from '../../../dialogs/safety/pattern.ts';
import { loadThresholds } from '../../../dialogs/thresholds.ts';
import { projectRoot } from '../../../knowledge/project-root.ts';
import { fileParser } from '../file-parser.ts';
import { isWellFormed, type Parser, promised, same, textOf } from '../parser.ts';

const NOW = new Date('2026-11-24T18:00:00Z');
const means = loadMeans(error => {
  throw error;
});
const masker = createMasker({ phones: directoryPhones(means.directory) });
const unstored = unstoredReplies(
  () => means,
  () => NOW,
);
const OUTCOMES = ['answered', 'clarify', 'handoff', 'emergency', 'crisis', 'smalltalk', 'control'];

/** What was said before, so that a text comes in every state: a choice offered, a flow begun, a text told in parts. */
const BEFORE: readonly (readonly string[])[] = [
  [],
  ['i need a new card'],
  ['what is my copay', 'medi-cal'],
  ['renew medi-cal'],
  ['delete my conversation'],
  ['find a doctor', 'no that is not what i meant'],
  ['language'],
  ['i am 11 years old'],
  ['STOP'],
  ['how do i file a grievance', 'MORE'],
];

/** Says a text in a talk; the first two bytes choose channel, language of the device and what was said before. */
async function sayIn(input: Uint8Array): Promise<boolean> {
  const [first = 0, second = 0] = input;
  const channel = first % 2 === 0 ? 'web' : 'sms';
  const locale = [null, 'es', 'zh-Hant', 'ar', 'x'][second % 5] ?? null;
  const talk = beginTalk(means, { channel, locale, now: NOW, masker });
  for (const text of BEFORE[first % BEFORE.length] ?? []) await talk.say(text);
  const { decision, view } = await talk.say(textOf(input.subarray(2)));
  promised(OUTCOMES.includes(decision.outcome), 'no outcome');
  promised(same(JSON.parse(JSON.stringify(decision.state)), decision.state), 'a state that can not be kept');
  promised(decision.confidence === null || Number.isFinite(decision.confidence), 'a confidence that is none');
  const texts = smsText(view);
  const longest = longestText(view.language);
  promised(
    texts.every(text => text.length <= longest && isWellFormed(text)),
    'a text message that is too long, or has half a character',
  );
  promised(
    webActivities(view).every(({ text = '' }) => isWellFormed(text) && !text.includes('{{')),
    'a reply with half a character or a place left empty',
  );
  return texts.length > 0;
}

const TRIAGE_FILE = `language: en
gap: 4
near: 8
skip: [the, a]
classes:
  pain: [chest pain, "911"]
figures: [dead tired]
calm: [how much]
urgent: [now]
romanized: {letters: {а: a}, latin: {ph: f}, shortest: 3}
emergency:
  heart: {event: ["<pain> ~ now & help|aid", "can't breathe"], mention: [stroke], doubt: [go_on]}
crisis:
  self-harm: {event: [kill myself]}
`;

const TALKS = [
  'how do i get a new id card',
  'mi tarjeta se perdió',
  '我想換醫生',
  'I want to die',
  'chest pain help',
  'my ssn is 123-45-6789',
  '2',
  'الغاء',
  'what about my kids? and the dentist?',
];

/** What members write, in any state of a talk, and the files it is judged by. */
export const DIALOG_PARSERS: readonly Parser[] = [
  {
    name: 'turn of a talk',
    seeds: TALKS.map((text, place) => `${String.fromCharCode(97 + place)}${place}${text}`),
    run: sayIn,
  },
  {
    name: 'reply where a turn failed',
    seeds: TALKS,
    run: async input => {
      const { activities } = await unstored(textOf(input), textOf(input).slice(0, 35));
      promised(activities.length > 0, 'nothing is said');
      return true;
    },
  },
  {
    name: 'triage',
    seeds: TALKS,
    run: input => {
      const alarm = means.triage.check(textOf(input));
      promised(['none', 'emergency', 'crisis'].includes(alarm.kind), 'no kind of danger');
      return alarm.kind !== 'none';
    },
  },
  {
    name: 'locale of a device',
    seeds: ['en-US', 'zh-Hant-TW', 'fil', 'iw', 'x-klingon', 'zh_CN.UTF-8'],
    run: input => {
      const language = languageOfLocale(textOf(input), means.words.languages);
      promised(language === null || means.words.languages.includes(language), 'a language that there is not');
      return language !== null;
    },
  },
  {
    name: 'text divided into messages',
    seeds: [TALKS.join('. '), '你好。我很好。'.repeat(60), `${'a'.repeat(400)} 😀`, '“Quotes” — and… dashes'],
    run: input => {
      const text = Buffer.from(textOf(input)).toString();
      for (const longest of [268, 306]) {
        const messages = splitAtSentences(text, longest);
        promised(
          messages.every(one => one.length <= longest && isWellFormed(one)),
          'a message that is too long',
        );
        const letters = (of: string) => of.replace(/\s/g, '');
        promised(letters(messages.join('')) === letters(text), 'words are lost');
      }
      const { parts, units } = smsParts(plainSigns(text));
      promised(parts > 0 && units >= plainSigns(text).length / 2, 'a length that is none');
      return true;
    },
  },
  {
    name: 'safety pattern',
    seeds: ['<pain> ~ now & help|aid', "can't breathe", 'a|go_on|<b> c', 'a ~ b ~ c'],
    refuses: error => error instanceof Error && error.message.startsWith('safety pattern'),
    run: input => {
      const { groups } = parsePattern(textOf(input));
      promised(groups.length > 0 && groups.every(steps => steps.length > 0), 'a pattern without steps');
      return true;
    },
  },
  fileParser({
    name: 'safety data',
    long: false,
    file: 'en.yaml',
    seeds: [TRIAGE_FILE],
    beside: { 'common-words.txt': '# words\nhelp now\n' },
    read: folder => {
      loadTriage(folder).check('chest pain now help');
      return true;
    },
  }),
  fileParser({
    name: 'thresholds',
    long: false,
    file: 'thresholds.yaml',
    seeds: [readFileSync(join(projectRoot(), 'dialogs', 'thresholds.yaml'), 'utf8')],
    read: folder => {
      loadThresholds(join(folder, 'thresholds.yaml'));
      return true;
    },
  }),
];
