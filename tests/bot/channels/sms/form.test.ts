import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smsParts } from '../../../../bot/turn/reply/sms-alphabet.ts';
import { smsText } from '../../../../bot/turn/reply/sms-text.ts';
import { splitAtSentences } from '../../../../dialogs/reply/split-at-sentences.ts';
import { checkForms } from '../../../bench/sms/check-forms.ts';
import { readQuestionSet } from '../../../eval/question-set.ts';
import { means, startSms } from './start-sms.ts';

let sms: Awaited<ReturnType<typeof startSms>>;
let next = 0;
beforeAll(async () => {
  sms = await startSms();
});
afterAll(async () => {
  await sms.close();
  sms.clean();
});
const phone = () => sms.phone(`+1310222${String(next++).padStart(4, '0')}`);

describe('the first reply to a new number', () => {
  it('comes after who this is, automated, no private details, HELP and STOP, as a message of its own', async () => {
    const { text } = phone();
    const [disclosure, answer, ...more] = (await text('do you sell my info')).texts;
    expect(disclosure).toMatch(/automated helper.*private health details.*rates may apply.*HELP.*STOP/);
    expect(answer).toMatch(/does not sell/);
    expect(more).toEqual([]);
    expect((await text('how do i renew')).texts).toHaveLength(1);
  });

  it('comes before it where there is danger', async () => {
    const [card, disclosure] = (await phone().text("i can't breathe, chest pain")).texts;
    expect(card).toMatch(/911/);
    expect(disclosure).toMatch(/automated helper/);
  });

  it('is in one part in English, in the plain alphabet', () => {
    expect(smsParts(means.words.in('en')('chat:hello.sms'))).toMatchObject({ alphabet: 'gsm-7', parts: 1 });
  });
});

describe('choices', () => {
  it.each(['2', '2.', '#2', '٢', '۲', '២', '２'])('are numbered, and %s picks the second', async digit => {
    const { text } = phone();
    const offered = (await text('what can you do')).texts.at(-1) ?? '';
    expect(offered).toMatch(/\n1 .*\n2 .*\n3 /);
    const label = /\n2 (.*)/.exec(offered)?.[1] ?? '';
    expect(label).not.toBe('');
    const picked = (await text(digit)).texts.at(-1) ?? '';
    expect(picked).not.toMatch(/nothing to choose|pick one of these/);
    expect(picked.length).toBeGreaterThan(40);
  });
});

describe('MORE', () => {
  it('gives the rest of the long answer, piece by piece, to its end', async () => {
    const { text } = phone();
    const short = (await text('how do i renew medi-cal')).texts.at(-1) ?? '';
    expect(short).toMatch(/Text MORE/);
    const pieces: string[] = [];
    for (let tries = 0; tries < 6; tries++) {
      const piece = (await text(tries % 2 ? 'more' : 'MORE')).texts.at(-1) ?? '';
      pieces.push(piece.replace('\nText MORE to read the rest.', ''));
      if (!piece.includes('Text MORE')) break;
    }
    const body = means.knowledge?.topics.get('renewal.how')?.texts.en?.body.replace(/\s+/g, ' ').trim();
    expect(pieces.join(' ')).toBe(body);
    for (const piece of pieces) expect(piece).toMatch(/[.!?]$/);
    expect((await text('MORE')).texts.at(-1)).toMatch(/That was all/);
  });

  it('keeps the choices of before open', async () => {
    const { text } = phone();
    expect((await text('do you sell my info')).texts.at(-1)).toMatch(/2 L\.A\. Care Covered/);
    await text('MORE');
    expect((await text('2')).texts.at(-1)).not.toMatch(/nothing to choose/);
  });

  it('is no word of the carrier, and says nothing of carriers where nothing was asked', async () => {
    expect((await phone().text('MORE')).texts.at(-1)).not.toMatch(/undefined/);
  });
});

describe('splitting', () => {
  it('keeps the numbers of several plans and the TTY below them in one message', () => {
    const line = (name: string) => ({
      id: name,
      name,
      shortName: name,
      plan: true,
      number: '1-888-839-9909',
      digits: '8888399909',
      tty: 'TTY 711',
      hours: '',
      open: null,
      isPhone: true,
    });
    for (let words = 1; words < 60; words++) {
      const messages = smsText({
        language: 'vi',
        direction: 'ltr',
        outcome: 'answered',
        parts: [
          { kind: 'text', text: `${'Dạ được '.repeat(words).trim()}.`, language: 'vi', tone: 'plain' },
          { kind: 'lines', lines: ['Medi-Cal', 'L.A. Care Covered', 'PASC-SEIU'].map(line) },
        ],
        prompt: null,
        choices: [],
      });
      for (const message of messages) expect(message.includes('839-9909')).toBe(message.includes('TTY 711'));
    }
  });

  it('never makes a piece that is too long, and loses nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[A-Za-z]{1,30}[.!?]?$/), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 40, max: 320 }),
        (words, longest) => {
          const text = words.join(' ');
          const pieces = splitAtSentences(text, longest);
          expect(pieces.every(piece => piece.length <= longest)).toBe(true);
          expect(pieces.join(' ')).toBe(text);
        },
      ),
    );
  });

  it('does not take L.A. for the end of a sentence', () => {
    expect(splitAtSentences('We are L.A. Care. Call us.', 20)).toEqual(['We are L.A. Care.', 'Call us.']);
  });

  it('knows the ends of Chinese, Khmer and Armenian sentences', () => {
    expect(splitAtSentences('第一句。第二句。', 5)).toEqual(['第一句。', '第二句。']);
    expect(splitAtSentences('Բարև։ Ողջույն։', 9)).toEqual(['Բարև։', 'Ողջույն։']);
  });
});

describe('parts', () => {
  it.each([
    ['a'.repeat(160), 'gsm-7', 1],
    ['a'.repeat(161), 'gsm-7', 2],
    ['a'.repeat(306), 'gsm-7', 2],
    ['a'.repeat(307), 'gsm-7', 3],
    ['€'.repeat(81), 'gsm-7', 2],
    ['éñ¿¡'.repeat(40), 'gsm-7', 1],
    ['á'.repeat(70), 'ucs-2', 1],
    ['á'.repeat(71), 'ucs-2', 2],
    ['á'.repeat(134), 'ucs-2', 2],
    ['á'.repeat(135), 'ucs-2', 3],
    ['“', 'ucs-2', 1],
  ])('of %.12s… are counted', (text, alphabet, parts) => {
    expect(smsParts(text)).toMatchObject({ alphabet, parts });
  });
});

describe('every reply of the dev set and every article in every language', () => {
  it('keeps the rules: length, no Markdown, plain quotes, TTY beside numbers, no word of the carrier', async () => {
    const set = readQuestionSet(join(import.meta.dirname, '..', '..', '..', 'eval', 'dev.jsonl'));
    const { rows, problems } = await checkForms(means, set);
    expect(problems).toEqual([]);
    expect(rows.length).toBe(means.words.languages.length);
  }, 180_000);
});
