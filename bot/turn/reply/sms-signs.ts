/** Quotes, dashes and spaces of typesetting become those of the plain alphabet, so that they don't halve what fits. */
export function plainSigns(text: string): string {
  return text
    .replace(/[\u2018\u2019\u201a\u201b\u2032]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f\u2033]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\u2026/g, '...')
    .replace(/[\u00a0\u2007\u2009\u202f]/g, ' ');
}
