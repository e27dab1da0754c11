const made = new Map<string, Intl.DateTimeFormat>();

/** The format of a language for these options. Each is made once: making one takes far longer than using it. */
export function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  let format = made.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(language, options);
    made.set(key, format);
  }
  return format;
}
