import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPassageFinder } from '../../bot/load-passage-finder.ts';
import type { Means } from '../../dialogs/means.ts';
import { ShelfWriter, type ShelvedPassage } from '../../knowledge/passages/passage-shelf.ts';
import { means as bare, talkWith } from './talk-with.ts';

const URL = 'https://www.example.org/pier#umbrellas';
const passage = (text: string, more: Partial<ShelvedPassage> = {}): ShelvedPassage => ({
  url: URL,
  path: ['Pier Street office', 'Umbrellas and hats'],
  text,
  language: 'en',
  updated: '2024-03-04',
  ...more,
});

const UMBRELLAS =
  'Umbrellas hang\u202e beside the lantern in the hall. <b>{{name}}</b> $t(chat:hello.web)\nHats may be kept on. Wet boots stay on the mat before the door, where somebody dries them for their owners until they leave again.';

/** A page's words in other languages, a question that asks for them, and how a quote begins there. */
const FOREIGN = [
  {
    tag: 'es',
    text: 'Los patines se dejan en el patio trasero del edificio del muelle.',
    question: '¿los patines en el patio trasero del edificio del muelle?',
    says: 'Nuestra página dice:',
    note: 'No son una de mis respuestas aprobadas',
  },
  {
    tag: 'fa',
    text: 'چترها کنار فانوس در راهرو آویزان هستند.',
    question: 'چترها کنار فانوس در راهرو',
    says: 'در صفحهٔ ما نوشته شده است',
    note: 'از پاسخ‌های تأییدشدهٔ من نیست',
  },
  {
    tag: 'zh-Hant',
    text: '雨傘掛在走廊的燈籠旁邊。',
    question: '雨傘掛在走廊的燈籠旁邊',
    says: '我們的網頁寫道',
    note: '不是我經核准的答案',
  },
] as const;

let folder: string;
let without: Means;
let means: Means;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'passages-'));
  const writer = new ShelfWriter();
  writer.add(passage(UMBRELLAS));
  writer.add(
    passage('Lockers by the harbor wall cost nothing. Ring 1-800-555-0100 for a locker key.', {
      url: 'https://www.example.org/lockers',
    }),
  );
  for (const { tag, text } of FOREIGN) writer.add(passage(text, { language: tag.split('-')[0] ?? tag }));
  for (let number = 0; number < 40; number++)
    writer.add(passage(`Room ${number} has chairs, tables and a window to the sea.`));
  writer.finish(join(folder, 'ingest', 'passages'));
  // What words as odd as these are taken for depends on the articles of the day: here they reach the passages.
  without = { ...bare, thresholds: { ...bare.thresholds, clarify: 1, turnAway: 1, passageAway: 1 } };
  means = {
    ...without,
    passages: loadPassageFinder(folder, error => {
      throw error;
    }),
  };
});
afterAll(() => rmSync(folder, { recursive: true }));

// Without "hang": it is Vietnamese for a company (hãng), typed without accents.
const QUESTION = 'umbrellas beside the lantern in the hall';

describe('a passage of the site', () => {
  it('is quoted with its link where no article fits, marked for member and staff', async () => {
    const reply = await talkWith({ means })(QUESTION);
    expect(reply.outcome).toBe('answered');
    expect(reply.text).toMatch(/^Our page says: “Umbrellas hang/);
    expect(reply.text).toContain('not one of my approved answers');
    expect(reply.links).toContain(URL);
    expect(reply.phones.length).toBe(4);
    expect(reply.topic).toBe(`passage:${URL}`);
    expect(reply.decision.candidates[0]).toMatchObject({ id: URL, kind: 'passage' });
  });

  it('is quoted by no means where none are in service', async () => {
    expect(await talkWith({ means: without })(QUESTION)).toMatchObject({ outcome: 'handoff', topic: null });
    expect(loadPassageFinder(join(folder, 'nothing'), () => {})).toBeNull();
  });

  it('never stands before an article', async () => {
    expect(await talkWith({ means })('do you sell my info?')).toMatchObject({
      topic: 'privacy.personal-info',
    });
  });

  it('is not quoted where too little of the question stands in it', async () => {
    const reply = await talkWith({ means })('umbrellas for alligators on a trampoline');
    expect(reply.text).not.toContain('Our page says');
  });

  it('is not quoted where the question may be one to turn away', async () => {
    const careful = { ...means, thresholds: { ...means.thresholds, passageAway: 0 } };
    expect((await talkWith({ means: careful })(QUESTION)).outcome).toBe('handoff');
  });

  it.each(
    FOREIGN,
  )('is not quoted in $tag unless it is switched on there, and is marked in its words then', async one => {
    const { tag, question, text, says, note } = one;
    const off = await talkWith({ means, locale: tag })(question);
    expect(off.text).not.toContain(text.slice(0, 12));
    const passageLanguages = [...means.thresholds.passageLanguages, tag];
    const on = await talkWith({
      means: { ...means, thresholds: { ...means.thresholds, passageLanguages } },
      locale: tag,
    })(question);
    expect(on.text).toContain(text.slice(0, 12));
    expect(on.text).toContain(says);
    expect(on.text).toContain(note);
    expect(on.decision.candidates[0]).toMatchObject({ id: URL, kind: 'passage' });
  });

  it('is quoted from its own threshold on, not below', async () => {
    const [found] = (await talkWith({ means })(QUESTION)).decision.candidates;
    const at = async (passageFit: number) => {
      const thresholds = { ...means.thresholds, passage: passageFit };
      return (await talkWith({ means: { ...means, thresholds } })(QUESTION)).text;
    };
    const fit = found?.probability ?? 0;
    expect(await at(fit)).toContain('Our page says');
    expect(await at(fit + 0.001)).not.toContain('Our page says');
  });

  it('is not quoted with a phone number that the directory lacks', async () => {
    const reply = await talkWith({ means })('lockers by the harbor wall locker key');
    expect(reply.text).not.toContain('555-0100');
  });

  it('is read as plain words, whatever stands in it', async () => {
    const reply = await talkWith({ means })(QUESTION);
    expect(reply.text).toContain('<b>{{name}}</b> $t(chat:hello.web)');
    expect(reply.text).not.toContain('\u202e');
  });

  it('is short in a text message', async () => {
    const reply = await talkWith({ means, channel: 'sms' })(QUESTION);
    expect(reply.text).toContain('Our page says');
    expect(reply.text).not.toContain('boots');
  });
});
