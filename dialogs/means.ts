import type { Knowledge } from '../knowledge/bundle/load-knowledge.ts';
import type { PassageFinder } from '../knowledge/passages/find-passage.ts';
import type { Words } from '../locales/words.ts';
import type { LanguageDetector } from './language/language-detector.ts';
import type { MemberPhrases } from './match/member-phrases.ts';
import type { OtherCompanies } from './other-companies.ts';
import type { Triage } from './safety/alarm.ts';
import type { Thresholds } from './thresholds.ts';

/** All that a decision is made with. Nothing here does I/O. */
export interface Means {
  /** Null where the built knowledge can't be read: then only safety, languages and phone lines work. */
  readonly knowledge: Knowledge | null;
  readonly directory: Knowledge['directory'];
  readonly words: Words;
  readonly triage: Triage;
  readonly detector: LanguageDetector;
  readonly phrases: MemberPhrases;
  readonly otherCompanies: OtherCompanies;
  readonly thresholds: Thresholds;
  /** Null where no passages of the site are in service. */
  readonly passages: PassageFinder | null;
}
