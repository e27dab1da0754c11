import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonSignature, REPLAY_WINDOW_MS } from '../../../../bot/channels/sms/vonage/signature.ts';
import { vonageProvider } from '../../../../bot/channels/sms/vonage/vonage-provider.ts';
import { startCarrier } from './fake-carrier.ts';
import { startSms, until } from './start-sms.ts';

const SECRET = 'the-signing-secret';
const NUMBER = '13101110001';
let carrier: Awaited<ReturnType<typeof startCarrier>>;
let sms: Awaited<ReturnType<typeof startSms>>;
beforeAll(async () => {
  carrier = await startCarrier();
  sms = await startSms({
    provider: vonageProvider({ apiKey: 'key', secrets: [SECRET], apiUrl: carrier.url }),
  });
});
afterAll(async () => {
  await sms.close();
  await carrier.close();
  sms.clean();
});

const post = async (
  content: object,
  change: { readonly at?: number; readonly signature?: string; readonly path?: string } = {},
) => {
  const body = Buffer.from(JSON.stringify(content));
  const timestamp = String(change.at ?? Date.now());
  const nonce = randomUUID();
  const response = await fetch(`${sms.url}${change.path ?? '/sms/vonage'}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-Timestamp': timestamp,
      'X-Nonce': nonce,
      'X-Signature': change.signature ?? jsonSignature(SECRET, { timestamp, nonce, body }),
    },
    body,
  });
  return { status: response.status, type: response.headers.get('content-type') ?? '' };
};
const message = (text: string, more: object = {}) => ({
  message_uuid: randomUUID(),
  from: NUMBER,
  to: '12135550100',
  channel: 'sms',
  message_type: 'text',
  text,
  ...more,
});

describe('a second provider behind the same port', () => {
  it('gets an empty answer in JSON and the reply by REST, disclosure first', async () => {
    const { status, type } = await post(message('do you sell my info'));
    expect(status).toBe(200);
    expect(type).toMatch(/json/);
    await until(() => carrier.taken.length === 2);
    expect(carrier.taken[0]?.text).toMatch(/automated helper/);
    expect(carrier.taken[1]).toMatchObject({ to: NUMBER, from: '12135550100' });
  });

  it('is refused with a wrong signature, an old one, and one from the future', async () => {
    const minutes = REPLAY_WINDOW_MS + 1_000;
    expect((await post(message('hi'), { signature: 'x' })).status).toBe(403);
    expect((await post(message('hi'), { at: Date.now() - minutes })).status).toBe(403);
    expect((await post(message('hi'), { at: Date.now() + minutes })).status).toBe(403);
  });

  it('has its opt-out confirmed once by a later send, then nothing', async () => {
    const before = carrier.taken.length;
    await post(message('STOP'));
    await until(() => carrier.taken.length === before + 1);
    expect(carrier.taken.at(-1)?.text).toMatch(/no more texts/);
    await post(message('how do i renew'));
    await post(message('START'));
    await until(() => carrier.taken.length === before + 2);
    expect(carrier.taken.at(-1)?.text).toMatch(/again/);
  });

  it('has pictures answered plainly', async () => {
    await post(message('', { message_type: 'image' }));
    await until(() => carrier.taken.some(({ text }) => /can't take pictures/.test(text)));
  });

  it('reports deliveries to the log', async () => {
    const reference = carrier.taken[1]?.statusCallback ?? '';
    const [conversationId = '', number = ''] = reference.split('.');
    const report = { to: NUMBER, status: 'undeliverable', client_ref: reference, error: { code: 1360 } };
    expect((await post(report, { path: '/sms/vonage/status' })).status).toBe(200);
    expect(await sms.deliveries.of(conversationId)).toContainEqual(
      expect.objectContaining({ number: Number(number), status: 'undelivered', error: '1360' }),
    );
  });
});
