const LONGEST_GRAM = 4;

/** Words that say nothing of the language they stand in: numbers, addresses, and names of plans and offices. */
const NEUTRAL =
  /\S+@\S+|https?:\S+|\p{N}+|\[[A-Z_]+\]|\b(?:medi-?cal|medical|medicare(?: plus)?|l\.?a\.? ?care(?: covered)?|covered(?: direct)?|pasc(?:-seiu)?|seiu|ihss|dpss|d-?snp|benefitscal|bic|vsp|tty|ecm|pcp|er|id|ok(?:ay)?|covered california|teladoc|cobra|dmhc|imr|hipaa|ice|la|app|email|internet|website|online|link|facebook|google|cookies?|spyware|ip|zoom)\b/giu;

/** What is left of a message when words that any language shares are taken out, lower case. */
export function distinctiveText(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(NEUTRAL, ' ')
    .replace(/[^\p{L}\p{M}]+/gu, ' ')
    .trim();
}

/** Whole words and character 1–4-grams (word edges as spaces) of a distinctive text. */
export function languageFeatures(distinctive: string): readonly string[] {
  const features: string[] = [];
  for (const word of distinctive.split(' ')) {
    if (!word) continue;
    features.push(`=${word}`);
    const edged = ` ${word} `;
    for (let size = 1; size <= LONGEST_GRAM; size++) {
      for (let start = 0; start + size <= edged.length; start++) {
        const gram = edged.slice(start, start + size);
        if (gram !== ' ') features.push(gram);
      }
    }
  }
  return features;
}
