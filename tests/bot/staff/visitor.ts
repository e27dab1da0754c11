import { Secret, TOTP } from 'otpauth';

/** A browser without a window: keeps cookies, fills in the form of the page it is on, follows redirects by hand. */
export interface Visitor {
  readonly cookies: ReadonlyMap<string, string>;
  get(path: string): Promise<Seen>;
  /** Sends the form of the page that was last seen, as that page would. */
  send(path: string, fields: Readonly<Record<string, string>>): Promise<Seen>;
  /** Puts a cookie in, as an attacker might. */
  plant(name: string, value: string): void;
}

/** An answer, read. */
export interface Seen {
  readonly status: number;
  readonly location: string | null;
  readonly headers: Headers;
  readonly html: string;
}

export function visitor(url: string): Visitor {
  const cookies = new Map<string, string>();
  let token = '';
  const seen = async (answer: Response): Promise<Seen> => {
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const html = await answer.text();
    token = /name="form-token" value="([^"]+)"/.exec(html)?.[1] ?? token;
    return { status: answer.status, location: answer.headers.get('location'), headers: answer.headers, html };
  };
  const headers = () => ({ cookie: [...cookies].map(pair => pair.join('=')).join('; ') });
  return {
    cookies,
    get: async path => seen(await fetch(new URL(path, url), { headers: headers(), redirect: 'manual' })),
    send: async (path, fields) =>
      seen(
        await fetch(new URL(path, url), {
          method: 'POST',
          headers: headers(),
          redirect: 'manual',
          body: new URLSearchParams({ 'form-token': token, ...fields }),
        }),
      ),
    plant: (name, value) => cookies.set(name, value),
  };
}

/** What an authenticator app shows at a time. @param secret base32 */
export function digitsOf(secret: string, at: Date): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });
}
