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
