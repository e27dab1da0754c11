import type { EnglishFields } from './schema.ts';

/** The words of one article in one language, as approved. */
export interface ArticleText {
  readonly language: string;
  readonly title: string;
  /** Short form a member picks from a list of choices. */
  readonly label: string;
  readonly body: string;
  /** Short form for a text message. */
  readonly sms: string;
  /** First 12 hex digits of the SHA-256 of the words; changes when a member would read something else. */
  readonly version: string;
  /** Who translated it: nobody (the original), a machine, or a machine and then a qualified person. */
  readonly translation: 'original' | 'machine' | 'reviewed';
}

/** What the bot may say on one topic, in every language that has an up-to-date article. */
export interface Topic {
  readonly id: string;
  readonly kind: 'core' | 'page';
  readonly plans: readonly string[] | null;
  /** Ids of phone lines, best first; `plan` stands for Member Services of the member's own plan. */
  readonly lines: readonly string[];
  readonly links: EnglishFields['links'];
  readonly notices: 'nopp' | null;
  readonly source: EnglishFields['source'];
  readonly related: readonly string[];
  /** First and last day (YYYY-MM-DD) on which it may be said; null: no limit. */
  readonly effective: string | null;
  readonly expires: string | null;
  readonly texts: Readonly<Record<string, ArticleText>>;
}
