const DIGITS = /^\+?[\d\s().-]{7,20}$/;

/** A number in E.164 form; short codes and names of senders stay as they are. */
export function phoneNumber(given: string): string {
  if (!DIGITS.test(given)) return given.trim();
  return `+${given.replace(/\D/g, '')}`;
}
