/** What a member sent, as the dialogs see it: identifiers already masked, protocol already stripped. */
export interface MemberMessage {
  /** Words of the member; empty where only files or nothing came. */
  readonly text: string;
  /** Kinds of identifiers that were masked in it. */
  readonly masked: readonly string[];
  /** `sms` gets the short form; every other channel the full one. */
  readonly channel: 'web' | 'sms';
  /** Language of the member's device or page, a BCP 47 tag, where the channel knows it. */
  readonly locale: string | null;
  /** Whether files, pictures or a voice note came along. */
  readonly attachments: boolean;
  /** Keyword of the carrier that the provider has already replied to itself; nothing more is said then. */
  readonly answeredKeyword?: 'stop' | 'start' | 'help' | null;
  /** Whether the talk has to be kept though it is asked to be deleted: it is under a legal hold. */
  readonly mustStay?: boolean;
  readonly now: Date;
}

/** Longest message that is read, in UTF-16 code units; a longer one is asked to be shortened. */
export const LONGEST_MESSAGE = 4_000;
