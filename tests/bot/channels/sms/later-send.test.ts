import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitAfter } from '../../../../bot/channels/sms/send-later.ts';
import { twilioSignature } from '../../../../bot/channels/sms/twilio/signature.ts';
import { databaseInbox } from '../../../../bot/transcripts/sms-inbox.ts';
import { startCarrier } from './fake-carrier.ts';
import { ACCOUNT, OURS, PUBLIC_URL, startSms, TOKEN, until } from './start-sms.ts';

type Sms = Awaited<ReturnType<typeof startSms>>;
let carrier: Awaited<ReturnType<typeof startCarrier>>;
let sms: Sms;
let now: number;
const NUMBER = '+13108880001';

beforeEach(async () => {
  now = Date.now();
  carrier = await startCarrier();
  sms = await startSms({
    apiUrl: carrier.url,
    patienceMs: 5,
    slowMs: 60,
    clock: () => new Date(now),
  });
});
afterEach(async () => {
  await sms.close();
  await carrier.close();
  sms.clean();
});

const ask = () => sms.phone(NUMBER).text('do you sell my info');
const queue = () => sms.database.selectFrom('sms_outgoing').selectAll().orderBy('number').execute();
const states = async () => (await queue()).map(({ state }) => state);

/** A status callback as Twilio makes it. */
const report = (statusCallback: string, fields: Record<string, string>) => {
  const target = statusCallback.slice(PUBLIC_URL.length);
  const all = { MessageSid: 'SM1', AccountSid: ACCOUNT, To: NUMBER, From: OURS, ...fields };
  const parameters = new Map(Object.entries(all).map(([name, value]) => [name, [value]]));
  return fetch(`${sms.url}${target}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'X-Twilio-Signature': twilioSignature(TOKEN, statusCallback, parameters),
    },
    body: new URLSearchParams(all),
  });
};

describe('a reply that is not ready in time', () => {
  it('leaves the webhook silent and is sent by REST, in order, once', async () => {
    const { status, texts } = await ask();
    expect({ status, texts }).toEqual({ status: 200, texts: [] });
    await until(() => carrier.taken.length === 2);
    expect(carrier.taken.map(({ to, from }) => ({ to, from }))).toEqual(
      Array.from({ length: 2 }, () => ({ to: NUMBER, from: OURS })),
    );
    expect(carrier.taken[0]?.text).toMatch(/automated helper/);
    expect(carrier.taken[1]?.text).toMatch(/does not sell/);
    expect(carrier.taken[0]?.authorization).toMatch(/^Basic /);
    await until(async () => (await states()).every(state => state === 'sent'));
  });

  it('keeps the number only sealed, and forgets it with the text once it is sent', async () => {
    carrier.treatNext({ status: 503 });
    await ask();
    await until(() => carrier.asked.length > 0);
    expect(sms.bytes()).not.toContain(NUMBER.slice(1));
    expect((await queue())[0]?.sealed).not.toBeNull();
    now += 60_000;
    await until(() => carrier.taken.length === 2);
    await until(async () => (await queue()).every(({ sealed, text }) => sealed === null && text === null));
  });

  it('is not sent a second time for a message that is delivered again', async () => {
    await sms.phone(NUMBER).text('do you sell my info', { MessageSid: 'SM-late' });
    await until(() => carrier.taken.length === 2);
    const again = await sms.phone(NUMBER).text('do you sell my info', { MessageSid: 'SM-late' });
    expect(again.texts).toEqual([]);
    expect(carrier.taken).toHaveLength(2);
  });

  it('is tried again, later each time, where the provider is busy or away', async () => {
    carrier.treatNext({ status: 503 }, { status: 429 }, { status: 503 });
    await ask();
    const waits: number[] = [];
    for (let tries = 1; tries <= 3; tries++) {
      await until(() => carrier.asked.length === tries);
      await until(async () => ((await queue())[0]?.due_at ?? 0) > now);
      waits.push(((await queue())[0]?.due_at ?? 0) - now);
      now += 3_600_000;
    }
    await until(() => carrier.taken.length === 2);
    expect(waits[0]).toBeGreaterThanOrEqual(1_000);
    expect(waits[1]).toBeGreaterThanOrEqual(2_000);
    expect(waits[2]).toBeGreaterThanOrEqual(4_000);
  });

  it('is not sent twice where the provider took it but could not say so', async () => {
    carrier.treatNext('taken-untold');
    await ask();
    await until(() => carrier.asked.length === 1);
    await until(async () => ((await queue())[0]?.due_at ?? 0) > now);
    now += 60_000;
    await until(async () => (await states()).every(state => state === 'sent'));
    expect(carrier.taken).toHaveLength(2);
    expect(new Set(carrier.taken.map(({ text }) => text)).size).toBe(2);
  });

  it('is given up in the end, and the log says so', async () => {
    carrier.treatNext(...Array.from({ length: 8 }, () => ({ status: 503 })));
    await ask();
    for (let tries = 1; tries <= 8; tries++) {
      await until(() => carrier.asked.length >= tries);
      await until(async () => (await states())[0] === 'failed' || ((await queue())[0]?.due_at ?? 0) > now);
      now += 3_600_000;
    }
    await until(async () => (await states())[0] === 'failed');
    expect((await sms.deliveries.of(sms.talk(NUMBER)))[0]).toMatchObject({ status: 'failed', error: '503' });
  }, 60_000);

  it('refused with 21610 records the opt-out and drops the rest', async () => {
    carrier.treatNext({ status: 400, code: 21_610 });
    await ask();
    await until(async () => (await states()).join() === 'failed,dropped');
    const hashes = sms.identity.addressHashes(NUMBER);
    expect(await sms.optOuts.history(hashes)).toMatchObject([{ optedOut: true, words: 'error 21610' }]);
    expect(carrier.asked).toHaveLength(1);
  });

  it('is finished by another process where its own has died', async () => {
    const inbox = databaseInbox(sms.database);
    const { seal } = await import('../../../../bot/state/seal.ts');
    const { KEY } = await import('./start-sms.ts');
    await inbox.enter({
      conversationId: sms.talk(NUMBER),
      messageId: 'SM-orphan',
      sealed: seal([KEY], 'sms-seal').close(
        JSON.stringify({
          messageId: 'SM-orphan',
          from: NUMBER,
          to: OURS,
          text: 'do you sell my info',
          attachments: false,
          answeredKeyword: null,
        }),
      ),
      holder: 'a process that is gone',
      at: new Date(now),
    });
    now += 31_000;
    await until(() => carrier.taken.length === 2, 20_000);
    expect(carrier.taken[1]?.text).toMatch(/does not sell/);
  }, 40_000);
});

describe('waits between tries', () => {
  it('double, with half left to chance, up to ten minutes', () => {
    expect([1, 2, 3, 20].map(tries => waitAfter(tries, () => 0))).toEqual([1_000, 2_000, 4_000, 300_000]);
    expect([1, 2, 3].map(tries => waitAfter(tries, () => 0.999))).toEqual(
      [1_999, 3_998, 7_996].map(wait => expect.closeTo(wait, 0)),
    );
  });
});

describe('a delivery report', () => {
  const sent = async () => {
    await ask();
    await until(() => carrier.taken.length === 2);
    await until(async () => (await states()).every(state => state === 'sent'));
    return carrier.taken[1]?.statusCallback ?? '';
  };
  const last = async () => (await sms.deliveries.of(sms.talk(NUMBER))).at(-1);

  it('updates the log, and an earlier stage that comes late does not undo it', async () => {
    const callback = await sent();
    expect((await report(callback, { MessageStatus: 'delivered' })).status).toBe(200);
    expect(await last()).toMatchObject({ status: 'delivered', error: null });
    await report(callback, { MessageStatus: 'sent' });
    expect(await last()).toMatchObject({ status: 'delivered' });
  });

  it.each(['30003', '30005', '30006', '30007'])('with error %s is kept with its code', async code => {
    const callback = await sent();
    await report(callback, { MessageStatus: 'undelivered', ErrorCode: code });
    expect(await last()).toMatchObject({ status: 'undelivered', error: code });
    expect(sms.lines.join()).toMatch(/did not arrive/);
  });

  it('with error 21610 records the opt-out', async () => {
    await report(await sent(), { MessageStatus: 'failed', ErrorCode: '21610' });
    expect(await sms.optOuts.isOptedOut(sms.identity.addressHashes(NUMBER))).toBe(true);
  });

  it('that is forged is refused and changes nothing', async () => {
    const callback = await sent();
    const response = await fetch(`${sms.url}${callback.slice(PUBLIC_URL.length)}`, {
      method: 'POST',
      headers: { 'X-Twilio-Signature': 'x', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ MessageSid: 'SM1', MessageStatus: 'failed', ErrorCode: '21610' }),
    });
    expect(response.status).toBe(403);
    expect(await last()).toMatchObject({ status: 'sent' });
  });
});
