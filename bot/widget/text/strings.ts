/** The widget's words in one language, as the build writes them. */
export interface Strings {
  readonly tag: string;
  readonly dir: 'ltr' | 'rtl';
  /** Flat: `reasons.wrong`, `newMessages_one`; plurals end with their category. */
  readonly texts: Readonly<Record<string, string>>;
  /** Plans to offer, in this order. */
  readonly plans: readonly string[];
  /** Words that make the bot ask whether it shall delete the conversation. */
  readonly deleteCommand: string;
  /** Lines shown while the service can't be reached. */
  readonly lines: readonly { readonly name: string; readonly number: string; readonly tty: string }[];
}

/** A language of the picker. */
export interface LanguageName {
  readonly tag: string;
  /** In its own language and script. */
  readonly name: string;
  readonly dir: 'ltr' | 'rtl';
  /** Fingerprint of its file: a new release is never mixed with old words. */
  readonly version: string;
}
