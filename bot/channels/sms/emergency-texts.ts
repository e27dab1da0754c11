import { languageOfLocale } from '../../../dialogs/language/language-of-locale.ts';
import type { Means } from '../../../dialogs/means.ts';
import { plainSigns } from '../../turn/reply/sms-signs.ts';

/** What is said to somebody in danger where a turn failed: fixed words, without log, index or network. Null where there is no danger. */
export function emergencyText(text: string, locale: string | null, means: Means): string | null {
  const alarm = means.triage.check(text);
  if (alarm.kind === 'none') return null;
  const language = means.detector.detect(text, languageOfLocale(locale, means.words.languages));
  return plainSigns(means.words.in(language)(`safety:${alarm.kind}.sms`));
}
