import { AppError } from '../../../bot/app-error.ts';
import { phoneNumber } from '../../../bot/channels/sms/phone-number.ts';
import type { SmsProvider, WebhookRequest } from '../../../bot/channels/sms/sms-provider.ts';
import { readReference, referenceText } from '../../../bot/channels/sms/sms-reference.ts';
import { twilioSignature } from '../../../bot/channels/sms/twilio/signature.ts';
import { twilioProvider } from '../../../bot/channels/sms/twilio/twilio-provider.ts';
import { twiml } from '../../../bot/channels/sms/twilio/twiml.ts';
import { jsonSignature } from '../../../bot/channels/sms/vonage/signature.ts';
import { vonageProvider } from '../../../bot/channels/sms/vonage/vonage-provider.ts';
import { BrokenPromise, isWellFormed, type Parser, promised, rawText, same, textOf } from '../parser.ts';
import { sha256 } from '../sha256.ts';

const PUBLIC_URL = 'https://bot.example';
const SECRET = 'the-signing-secret';
const NOW = new Date('2026-11-24T18:00:00Z');
const STATUSES = ['queued', 'sent', 'delivered', 'undelivered', 'failed', 'dropped'];
const FAILURES = ['opted-out', 'unreachable', 'filtered', null];

const twilio = twilioProvider({
  accountSid: 'AC1',
  authTokens: [SECRET],
  publicUrl: PUBLIC_URL,
  apiUrl: 'http://127.0.0.1:9',
});
const vonage = vonageProvider({ apiKey: 'key', secrets: [SECRET], apiUrl: 'http://127.0.0.1:9' });

const refuses = (error: unknown) => error instanceof AppError && error.status < 500;

const FORMS = [
  'MessageSid=SM1&AccountSid=AC1&From=%2B12135550100&To=%2B12135550101&Body=hello+%F0%9F%98%80&NumMedia=0',
  'MessageSid=SM2&From=%2B12135550100&Body=STOP&OptOutType=STOP&MediaUrl=a&MediaUrl=b&NumMedia=2',
  'MessageSid=SM3&MessageStatus=undelivered&To=%2B12135550100&ErrorCode=30003',
];
const JSONS = [
  '{"MessageSid":"SM1","From":"+12135550100","To":"+12135550101","Body":"hello","NumMedia":1}',
  '{"MessageSid":"SM3","MessageStatus":"delivered","To":"+12135550100","ErrorCode":"21610"}',
  '{"message_uuid":"a-b","from":"12135550100","to":"12135550101","message_type":"text","text":"hola"}',
  '{"to":"12135550100","status":"rejected","client_ref":"sms-a_b.12","error":{"code":1250}}',
];

function request(
  target: string,
  body: Uint8Array,
  headers: Readonly<Record<string, string>>,
): WebhookRequest {
  return { target, header: name => headers[name.toLowerCase()], body: Buffer.from(body), now: NOW };
}

function formOf(body: Uint8Array): ReadonlyMap<string, readonly string[]> {
  const form = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(rawText(body))) {
    const values = form.get(name);
    if (values) values.push(value);
    else form.set(name, [value]);
  }
  return form;
}

/** A form as Twilio signs it. */
function twilioForm(body: Uint8Array, signedBody = body): WebhookRequest {
  const target = '/sms/twilio/status?m=sms-a_b.12';
  const signature = twilioSignature(SECRET, `${PUBLIC_URL}${target}`, formOf(signedBody));
  return request(target, body, {
    'content-type': 'application/x-www-form-urlencoded',
    'x-twilio-signature': signature,
  });
}

function twilioJson(body: Uint8Array, signedBody = body): WebhookRequest {
  const target = `/sms/twilio?bodySHA256=${sha256(signedBody)}`;
  return request(target, body, {
    'content-type': 'application/json',
    'x-twilio-signature': twilioSignature(SECRET, `${PUBLIC_URL}${target}`, new Map()),
  });
}

function vonageJson(body: Uint8Array, signedBody = body): WebhookRequest {
  const signed = { timestamp: String(NOW.getTime()), nonce: 'abcdefgh', body: Buffer.from(signedBody) };
  return request('/sms/vonage', body, {
    'x-timestamp': signed.timestamp,
    'x-nonce': signed.nonce,
    'x-signature': jsonSignature(SECRET, signed),
  });
}

/** Reads a webhook that is signed right as a message and as a report: how well the form is read. */
function reads(provider: SmsProvider, webhook: WebhookRequest): boolean {
  let taken = false;
  try {
    const { messageId, from, to, text } = provider.readMessage(webhook);
    promised(
      [messageId, from, to, text].every(one => typeof one === 'string'),
      'a message without texts',
    );
    taken = true;
  } catch (error) {
    if (!refuses(error)) throw error;
  }
  try {
    const { status, failure, code } = provider.readReport(webhook);
    promised(STATUSES.includes(status), `'${typeof status}' is no status`);
    promised(FAILURES.includes(failure), `'${typeof failure}' is no failure`);
    promised(code === null || typeof code === 'string', 'a code that is no text');
    taken = true;
  } catch (error) {
    if (!refuses(error)) throw error;
  }
  return taken;
}

/** A signature of another body must never count, unless both bodies say the same. */
function refusesUnsigned(provider: SmsProvider, webhook: WebhookRequest, alike: boolean): boolean {
  for (const read of [provider.readMessage, provider.readReport]) {
    try {
      read(webhook);
    } catch (error) {
      if (error instanceof AppError && (alike || error.code === 'Forbidden')) continue;
      throw error;
    }
    if (!alike) throw new BrokenPromise('a body that nobody signed was taken');
  }
  return alike;
}

const first = (seeds: readonly string[]) => new TextEncoder().encode(seeds[0]);
const sameForm = (one: Uint8Array, other: Uint8Array) => {
  const plain = (body: Uint8Array) =>
    [...formOf(body)].map(([name, values]) => [name, [...new Set(values)].sort()]).sort();
  return same(plain(one), plain(other));
};
const sameBytes = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;

/** What text message providers send, signed and not. */
export const SMS_PARSERS: readonly Parser[] = [
  { name: 'Twilio: form', seeds: FORMS, refuses, run: input => reads(twilio, twilioForm(input)) },
  { name: 'Twilio: JSON', seeds: JSONS, refuses, run: input => reads(twilio, twilioJson(input)) },
  { name: 'Vonage: JSON', seeds: JSONS, refuses, run: input => reads(vonage, vonageJson(input)) },
  {
    name: 'Twilio: form under a signature of another',
    seeds: FORMS,
    run: input => refusesUnsigned(twilio, twilioForm(input, first(FORMS)), sameForm(input, first(FORMS))),
  },
  {
    name: 'Twilio: JSON under a signature of another',
    seeds: JSONS,
    run: input => refusesUnsigned(twilio, twilioJson(input, first(JSONS)), sameBytes(input, first(JSONS))),
  },
  {
    name: 'Vonage: JSON under a signature of another',
    seeds: JSONS,
    run: input => refusesUnsigned(vonage, vonageJson(input, first(JSONS)), sameBytes(input, first(JSONS))),
  },
  {
    name: 'SMS: signature headers',
    seeds: [`${NOW.getTime()}\nabcdefgh\n00`, `${NOW.getTime()}\n${'a'.repeat(64)}\n${'f'.repeat(64)}`],
    refuses,
    run: input => {
      const [timestamp = '', nonce = '', signature = ''] = textOf(input).split('\n');
      const headers = { 'x-timestamp': timestamp, 'x-nonce': nonce, 'x-signature': signature };
      vonage.readMessage(request('/sms/vonage', first(JSONS), headers));
      throw new BrokenPromise('a signature was believed that nobody made');
    },
  },
  {
    name: 'SMS: reference',
    seeds: ['sms-a_b.12', 'c.999999999', '.1', 'a.b.1'],
    run: input => {
      const given = textOf(input);
      const reference = readReference(given);
      if (!reference) return false;
      promised(same(readReference(referenceText(reference)), reference), 'another reference the second time');
      return true;
    },
  },
  {
    name: 'SMS: phone number',
    seeds: ['+1 (213) 555-0100', '12135550100', 'LACARE', '711'],
    run: input => {
      const number = phoneNumber(textOf(input));
      promised(phoneNumber(number) === number, 'another number the second time');
      return true;
    },
  },
  {
    name: 'TwiML',
    seeds: ['Call 911 & say "help" <now>', 'línea\r\n😀', '\\ud800]]>'],
    run: input => {
      const xml = twiml([{ text: textOf(input), statusCallback: `https://a.example/?m=${textOf(input)}` }]);
      const inner = xml.slice(xml.indexOf('">', xml.indexOf('<Message')) + 2, xml.lastIndexOf('</Message>'));
      promised(!/[<>\r]|&(?!(?:amp|lt|gt|quot|#xD);)/.test(inner), 'text that XML would read as its own');
      promised(!/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(xml), 'a sign that no XML holds');
      promised(isWellFormed(xml), 'half a character');
      return true;
    },
  },
];
