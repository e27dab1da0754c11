import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { twilioSignature } from '../channels/sms/twilio/signature.ts';

/** Whose phone it is and where its messages go. */
export interface PhoneOptions {
  /** Address the bot listens on. */
  readonly url: string;
  /** Address the bot was told members reach it at: what Twilio signs. */
  readonly publicUrl: string;
  readonly account: string;
  readonly token: string;
  readonly from: string;
  readonly to: string;
}

/** What a webhook was answered. */
export interface PhoneAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly texts: readonly string[];
}

/** A member's phone, and Twilio behind it: posts signed webhooks and reads the TwiML that comes back. */
export function smsPhone(options: PhoneOptions) {
  const post = async (fields: Readonly<Record<string, string>>, signature?: string): Promise<PhoneAnswer> => {
    const parameters = new Map(Object.entries(fields).map(([name, value]) => [name, [value]]));
    const response = await fetch(`${options.url}/sms/twilio`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'X-Twilio-Signature':
          signature ?? twilioSignature(options.token, `${options.publicUrl}/sms/twilio`, parameters),
      },
      body: new URLSearchParams({ ...fields }),
    });
    const body = await response.text();
    const contentType = response.headers.get('content-type') ?? '';
    return { status: response.status, contentType, body, texts: textsOfTwiml(body) };
  };
  return {
    post,
    /** Sends a message as a member would. */
    text: (body: string, more: Readonly<Record<string, string>> = {}): Promise<PhoneAnswer> =>
      post({
        MessageSid: messageSid(),
        AccountSid: options.account,
        From: options.from,
        To: options.to,
        Body: body,
        NumMedia: '0',
        ...more,
      }),
  };
}

/** An id as Twilio gives one. */
export function messageSid(): string {
  return `SM${randomBytes(16).toString('hex')}`;
}

/** The texts of a TwiML answer, in order. */
export function textsOfTwiml(body: string): readonly string[] {
  return [...body.matchAll(/<Message[^>]*>([\s\S]*?)<\/Message>/g)].map(([, text = '']) =>
    text
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&#xD;/g, '\r')
      .replace(/&amp;/g, '&'),
  );
}

/** Stands in for Twilio's API on this machine: takes what the bot sends later and shows it. */
export async function localCarrier(onText: (text: string) => void) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
      if (request.method === 'POST') onText(form.get('Body') ?? '');
      response.writeHead(request.method === 'POST' ? 201 : 200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ sid: messageSid(), messages: [] }));
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  };
}
