import { describe, expect, it } from 'vitest';
import { readingGrade } from '../../knowledge/article/reading-grade.ts';
import { checkLocales, flat } from '../../locales/check-locales.ts';
import { loadLocales } from '../../locales/load-locales.ts';
import { readLocales } from '../../locales/read-locales.ts';
import { createWords } from '../../locales/words.ts';

const LANGUAGES = ['ar', 'en', 'es', 'fa', 'hy', 'km', 'ko', 'ru', 'tl', 'vi', 'zh-Hant'];

describe('the locale files', () => {
  const locales = readLocales();

  it('are there for eleven languages', () => {
    expect([...locales.keys()].sort()).toEqual(LANGUAGES);
  });

  it('have the same keys, placeholders and plural forms, in their own words and script', () => {
    expect(checkLocales(locales)).toEqual([]);
  });

  it('are noticed when a string is missing, untranslated or lost its placeholder', () => {
    const english = locales.get('en');
    const spanish = locales.get('es');
    if (!english || !spanish) throw new Error('en and es are needed');
    const chat = {
      ...spanish.strings.chat,
      plan: { ask: '¿Cuál?', sms: 'Which plan? Reply with the number:', noted: 'Gracias.' },
    };
    const broken = new Map([
      ['en', english],
      ['es', { ...spanish, strings: { ...spanish.strings, chat } }],
    ] as const);
    const found = checkLocales(broken).map(({ key, problem }) => `${key} ${problem}`);
    expect(found).toContain('chat:plan.none is missing');
    expect(found).toContain('chat:plan.sms is still in English');
    expect(found).toContain('chat:plan.noted placeholders are not {{plan}}');
  });

  it('are easy to read in English', () => {
    const english = locales.get('en');
    if (!english) throw new Error('en is needed');
    const hard = [...flat(english)]
      .filter(([key, text]) => !key.startsWith('lines:') && text.split(' ').length >= 8)
      .map(([key, text]) => [key, readingGrade(text.replace(/\{\{\w+\}\}/g, 'it'))] as const)
      .filter(([, grade]) => grade > 6);
    expect(hard).toEqual([]);
  });

  it('derive Simplified Chinese from Traditional', () => {
    const words = createWords(loadLocales());
    expect(words.languages).toContain('zh-Hans');
    expect(words.in('zh-Hans')('page:send')).not.toMatch(/[傳發訊]/);
  });

  it('say a plural as the language does', () => {
    const say = createWords(loadLocales()).in('ru');
    const forms = [1, 3, 5].map(count => say('page:newMessages', { count }));
    expect(new Set(forms).size).toBe(3);
  });

  it('fall back to English for a language that is not there', () => {
    expect(createWords(loadLocales()).in('xx')('page:send')).toBe('Send');
  });
});
