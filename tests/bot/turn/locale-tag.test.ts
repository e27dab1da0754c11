import { expect, it } from 'vitest';
import { localeTag } from '../../../bot/turn/locale-tag.ts';

it.each([
  ['es', 'es'],
  ['es-419', 'es-419'],
  ['zh-Hant-TW', 'zh-Hant-TW'],
  ['zh-cmn-Hans-CN', 'zh-cmn-Hans-CN'],
  ['en_US', 'en_US'],
  ['en-US-u-ca-gregory', 'en-US'],
])('the locale %s tells %s', (given, told) => {
  expect(localeTag.parse(given)).toBe(told);
});

it.each([
  '123-45-6789',
  'x-123-45-6789',
  'a@b.example',
  'English',
  '',
  null,
  undefined,
])('the locale %s tells nothing, and nothing of it is kept', given => {
  expect(localeTag.parse(given)).toBeUndefined();
});
