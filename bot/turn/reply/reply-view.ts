import type { Decision } from '../../../dialogs/decision.ts';

/** A phone line as a member reads it. */
export interface LineView {
  readonly id: string;
  readonly name: string;
  /** For a text message; the whole name where there is no shorter one. */
  readonly shortName: string;
  /** Whether it is Member Services of a plan. */
  readonly plan: boolean;
  /** As it is read, isolated left to right where the text runs right to left. */
  readonly number: string;
  /** Ten digits; three for 911 and 988. */
  readonly digits: string;
  readonly tty: string | null;
  readonly hours: string;
  readonly open: boolean | null;
  readonly isPhone: boolean;
}

/** A piece of a reply in words, ready for any channel. */
export type Part =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly language: string;
      readonly tone: 'plain' | 'note' | 'alarm';
    }
  | {
      readonly kind: 'answer';
      readonly topic: string;
      readonly title: string;
      readonly text: string;
      readonly short: string;
      readonly language: string;
      readonly version: string;
    }
  | { readonly kind: 'lines'; readonly lines: readonly LineView[] }
  | {
      readonly kind: 'links';
      readonly links: readonly { readonly label: string; readonly url: string; readonly source: boolean }[];
    }
  | { readonly kind: 'reference'; readonly text: string; readonly code: string };

/** A reply in the member's language, before a channel gives it its form. */
export interface ReplyView {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly outcome: Decision['outcome'];
  readonly parts: readonly Part[];
  readonly prompt: string | null;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}
