import { languageOfLocale } from '../language/language-of-locale.ts';
import type { Step } from '../turn.ts';

/** Replies in the language of the message; one too short to tell keeps the language spoken before. */
export const chooseLanguage: Step = turn => {
  const { before, message, means } = turn;
  const previous = before.language ?? languageOfLocale(message.locale, means.words.languages);
  turn.language = means.detector.detect(message.text, previous, before.languageAsked);
  if (before.languageAsked && turn.language !== before.language) {
    turn.draft = { ...turn.draft, languageAsked: false };
  }
  return null;
};
