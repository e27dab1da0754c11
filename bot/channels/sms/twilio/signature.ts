import { createHash, createHmac } from 'node:crypto';
import { sameText } from '../constant-time.ts';

/** Parameters of a form, each with all its values. */
export type FormParameters = ReadonlyMap<string, readonly string[]>;

/**
 * Signature of a webhook: HMAC-SHA1 under the auth token over the public URL and each parameter's name and
 * value, names in order of their UTF-16 code units.
 * Source: https://www.twilio.com/docs/usage/security#validating-requests
 */
export function twilioSignature(token: string, url: string, parameters: FormParameters): string {
  const content = [...parameters.keys()]
    .sort()
    .flatMap(name => [...new Set(parameters.get(name))].sort().map(value => `${name}${value}`))
    .join('');
  return createHmac('sha1', token)
    .update(url + content, 'utf8')
    .digest('base64');
}

/** Whether one of the tokens signed the request; Twilio signs the URL now with its port and now without. */
export function isSignedByTwilio(
  tokens: readonly string[],
  given: string,
  url: string,
  parameters: FormParameters,
): boolean {
  const expected = tokens.flatMap(token =>
    [withPort(url), withoutPort(url), url].map(form => twilioSignature(token, form, parameters)),
  );
  // All are compared, so that the time tells nothing of which.
  return expected.map(signature => sameText(signature, given)).some(Boolean);
}

/** Whether a body that is no form is the one whose hash stands in the signed URL. */
export function hasSignedBody(url: string, body: Buffer): boolean {
  const expected = new URL(url).searchParams.get('bodySHA256');
  return (
    expected !== null && sameText(createHash('sha256').update(body).digest('hex'), expected.toLowerCase())
  );
}

const AUTHORITY = /^(https?):\/\/((?:[^@/?#]*@)?)(\[[^\]]+\]|[^:/?#]+)(?::(\d+))?/;

function withPort(url: string): string {
  return url.replace(AUTHORITY, (_all, scheme: string, user: string, host: string, port?: string) => {
    return `${scheme}://${user}${host}:${port ?? (scheme === 'https' ? '443' : '80')}`;
  });
}

function withoutPort(url: string): string {
  return url.replace(
    AUTHORITY,
    (_all, scheme: string, user: string, host: string) => `${scheme}://${user}${host}`,
  );
}
