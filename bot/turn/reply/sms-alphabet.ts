/** GSM 03.38 basic alphabet and its extension table, the letters of a plain text message. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENDED = '^{}\\[~]|€\f';
const basic = new Set(BASIC);
const extended = new Set(EXTENDED);

/** Whether a text can be sent in the plain alphabet (GSM-7); one other letter makes the whole text UCS-2. */
export function usesPlainAlphabet(text: string): boolean {
  for (const letter of text) if (!basic.has(letter) && !extended.has(letter)) return false;
  return true;
}

/**
 * Parts a text is sent and paid as: 160 characters, then 153 a part, in the plain alphabet (letters of the
 * extension table count twice); 70, then 67, in UCS-2. Source: 3GPP TS 23.038 and 23.040.
 */
export function smsParts(text: string): {
  readonly alphabet: 'gsm-7' | 'ucs-2';
  readonly units: number;
  readonly parts: number;
} {
  if (usesPlainAlphabet(text)) {
    const units = [...text].reduce((sum, letter) => sum + (extended.has(letter) ? 2 : 1), 0);
    return { alphabet: 'gsm-7', units, parts: units <= 160 ? 1 : Math.ceil(units / 153) };
  }
  return {
    alphabet: 'ucs-2',
    units: text.length,
    parts: text.length <= 70 ? 1 : Math.ceil(text.length / 67),
  };
}
