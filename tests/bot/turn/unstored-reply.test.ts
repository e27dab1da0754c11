import { describe, expect, it } from 'vitest';
import { loadMeans } from '../../../bot/load-means.ts';
import { unstoredReplies } from '../../../bot/turn/unstored-reply.ts';

const means = loadMeans(error => {
  throw error;
});
const reply = unstoredReplies(
  () => means,
  () => new Date(),
);
const textOf = async (text: string, locale: string | null = null) => {
  const { activities, danger } = await reply(text, locale);
  return { text: activities.map(activity => activity.text).join('\n'), danger };
};

describe('the reply to a message that could not be stored', () => {
  it.each([
    ['i have chest pain and cant breathe', '911'],
    ['i want to kill myself', '988'],
    ['me quiero morir', '988'],
    ['我胸口很痛 喘不过气', '911'],
  ])('to "%s" is the %s card', async (words, number) => {
    const { text, danger } = await textOf(words);
    expect(text).toContain(number);
    expect(danger).toBe(true);
  });

  it('to all else is the phone lines, in the language of the words or of the page', async () => {
    const english = await textOf('how do i renew');
    expect(english.text).toMatch(/can't look up answers[\s\S]*1-888-839-9909 \(TTY 711\)/);
    expect(english.danger).toBe(false);
    expect((await textOf('', 'es')).text).toMatch(/[áéíóñ][\s\S]*1-888-839-9909/);
  });

  it('promises no code for the phone, since nothing is kept', async () => {
    for (const words of ['how do i renew', 'i have chest pain'])
      expect((await textOf(words)).text).not.toMatch(/code/);
  });
});
