const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
const LABEL =
  '(?:last\\s+(?:updated|revised|modified|reviewed)|(?:page\\s+)?updated|revised|revision\\s+date|effective(?:\\s+date)?|rev\\.?)';
const NAMED = new RegExp(
  `\\b${LABEL}(?:\\s+on)?\\s*[:–-]?\\s*(?:(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+((?:19|20)\\d{2}))`,
  'i',
);
const DIGITS = new RegExp(
  `\\b${LABEL}(?:\\s+on)?\\s*[:–-]?\\s*(?:(\\d{1,2})[/.-](\\d{1,2})[/.-]((?:19|20)?\\d{2})|((?:19|20)\\d{2})-(\\d{2})-(\\d{2}))`,
  'i',
);

/** The day on which a text says it was last changed, YYYY-MM-DD (month first where it is all digits); null where it says none. */
export function findDate(text: string): string | null {
  const named = NAMED.exec(text);
  if (named) {
    const [, month = '', day = '', year = ''] = named;
    return isoDay(year, MONTHS.findIndex(name => name.startsWith(month.toLowerCase().slice(0, 3))) + 1, day);
  }
  const digits = DIGITS.exec(text);
  if (!digits) return null;
  const [, month = '', day = '', year = '', isoYear, isoMonth = '', isoDate = ''] = digits;
  if (isoYear) return isoDay(isoYear, Number(isoMonth), isoDate);
  return isoDay(year.length === 2 ? `20${year}` : year, Number(month), day);
}

function isoDay(year: string, month: number, day: string): string | null {
  const written = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${written}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== written ? null : written;
}
