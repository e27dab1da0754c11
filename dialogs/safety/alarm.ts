/**
 * What triage makes of one message.
 *
 * `certain: true`: the reply is the emergency or crisis card and nothing else. `certain: false`: the words could also
 * be a plain question or a figure of speech, so the card stands above the ordinary answer.
 */
export type Alarm =
  | { readonly kind: 'none' }
  | {
      readonly kind: AlarmKind;
      /** What gave it away, e.g. `breathing`, `overdose`, `self-harm-passive`; for staff and logs, never for members. */
      readonly sign: string;
      /** The data file that recognised it: a language code such as `es`. Not necessarily the member's language. */
      readonly language: string;
      readonly certain: boolean;
    };

/** `emergency`: danger to life or body, 911. `crisis`: self-harm or suicide, 988. */
export type AlarmKind = 'emergency' | 'crisis';

/** The gate every message passes before anything else. Pure: no clock, no network, no index. */
export interface Triage {
  /** Never throws, whatever the text. Reads at most {@link TEXT_CAP} characters. */
  check(text: string): Alarm;
}

/**
 * Most characters of a message that are read: the first half and the last half of them. Longer than any SMS (1,600)
 * or web message, and what keeps the check short on hostile text.
 */
export const TEXT_CAP = 12_000;
