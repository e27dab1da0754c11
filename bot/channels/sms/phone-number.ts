const WRITTEN = /^\+?[\d\s().-]{7,40}$/;
/** E.164 allows 15 digits; numbers of fewer than seven are short codes. */
const DIGITS = /^\d{7,15}$/;

/** A number in E.164 form; short codes and names of senders stay as they are. */
export function phoneNumber(given: string): string {
  const written = given.trim();
  const digits = written.replace(/\D/g, '');
  return WRITTEN.test(written) && DIGITS.test(digits) ? `+${digits}` : written;
}
