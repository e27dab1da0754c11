import type { SmsFailure } from '../sms-provider.ts';

/** Twilio's error codes that mean something for later messages. Source: https://www.twilio.com/docs/api/errors */
const FAILURES: ReadonlyMap<string, SmsFailure> = new Map([
  ['21610', 'opted-out'],
  ['30003', 'unreachable'],
  ['30005', 'unreachable'],
  ['30006', 'unreachable'],
  ['30007', 'filtered'],
]);

/** What an error code means; null for one that means nothing here. */
export function failureOf(code: string | undefined): SmsFailure {
  return FAILURES.get(code ?? '') ?? null;
}
