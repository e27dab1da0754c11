/** The tag of `languages` that a device's or page's locale (BCP 47) asks for, or null. */
export function languageOfLocale(locale: string | null, languages: readonly string[]): string | null {
  if (!locale) return null;
  const asked = locale.toLowerCase();
  if (/^zh\b/.test(asked)) {
    const simplified = /hans|cn|sg/.test(asked);
    return languages.find(tag => tag === (simplified ? 'zh-Hans' : 'zh-Hant')) ?? null;
  }
  const primary = asked.split('-')[0];
  // `fil` is the newer code of the language whose folder is `tl`.
  return languages.find(tag => tag === (primary === 'fil' ? 'tl' : primary)) ?? null;
}
