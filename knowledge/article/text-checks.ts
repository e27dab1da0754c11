const DIGIT_ZEROS = ['0', '٠', '۰', '០', '０'].map(zero => zero.codePointAt(0) ?? 0);

/** Folds the digits of Arabic, Persian, Khmer and fullwidth writing to 0–9. */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, digit => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = DIGIT_ZEROS.find(start => code >= start && code <= start + 9);
    return zero === undefined ? digit : String(code - zero);
  });
}

/** A phone number typed into a text, or undefined. 911, 988 and 711 are no such numbers, nor is a box or street number. */
export function typedPhoneNumber(text: string): string | undefined {
  return /(?:\+?1[\s.-]?)?\(?\b\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}\b|\b\d{3}[\s.-][A-Z]{4,7}\b/.exec(
    asciiDigits(text),
  )?.[0];
}

/** Numbers of two digits and more that a text names, thousands joined, sorted; one-digit counts are often written as words. */
export function numbersIn(text: string): readonly string[] {
  // Months are words in English and numbers in Chinese and Korean (11月, 11월).
  const joined = asciiDigits(text)
    .replace(/(?<=\d),(?=\d{3}\b)/g, '')
    .replace(/\d{1,2}\s?[月월]/g, '');
  return [...new Set(joined.match(/\d{2,}/g) ?? [])].sort();
}

/** Share of a text's letters that belong to a Unicode script (e.g. `Armenian`), in [0,1]; 1 for a text without letters. */
export function scriptShare(text: string, script: string): number {
  const own = new RegExp(`\\p{Script=${script}}`, 'gu');
  // Names of plans, offices and addresses stay in Latin letters by rule, so they are not counted.
  const letters = text.replace(/[A-Za-z][\w.&-]*/g, '').match(/\p{L}/gu)?.length ?? 0;
  return letters === 0 ? 1 : (text.match(own)?.length ?? 0) / letters;
}
