import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { twilioSignature } from '../../../../bot/channels/sms/twilio/signature.ts';
import { messageSid } from '../../../../bot/cli/sms-phone.ts';
import { ACCOUNT, OURS, PUBLIC_URL, startSms, TOKEN } from './start-sms.ts';

let sms: Awaited<ReturnType<typeof startSms>>;
beforeAll(async () => {
  sms = await startSms({ languages: new Map([[OURS, 'en']]) });
});
afterAll(async () => {
  await sms.close();
  sms.clean();
});

const FORGED = Buffer.alloc(20).toString('base64');

describe('the webhook of Twilio', () => {
  it('answers TwiML as text/xml, whatever unknown fields come along', async () => {
    const { status, contentType, texts } = await sms
      .phone('+13105550001')
      .text('do you sell my info', { ChannelMetadata: '{"a":1}', NewField: 'x', MessagingServiceSid: 'MG1' });
    expect(status).toBe(200);
    expect(contentType).toMatch(/^text\/xml/);
    expect(texts.at(-1)).toMatch(/lacare\.org\/privacy/);
  });

  it('refuses a signature that is not right, or none, with 403, in TwiML, and keeps nothing', async () => {
    const fields = {
      MessageSid: 'SM-forged',
      AccountSid: ACCOUNT,
      From: '+13105550002',
      To: OURS,
      Body: 'hi',
    };
    for (const signature of [FORGED, '', 'x'.repeat(5_000)]) {
      const { status, contentType, texts } = await sms.phone('+13105550002').post(fields, signature);
      expect(status).toBe(403);
      expect(contentType).toMatch(/^text\/xml/);
      expect(texts).toEqual([]);
    }
    expect(await sms.log.find(sms.talk('+13105550002'))).toBeNull();
  });

  it('goes by the configured address, never by Host or X-Forwarded-*', async () => {
    const fields = {
      MessageSid: messageSid(),
      AccountSid: ACCOUNT,
      From: '+13105550003',
      To: OURS,
      Body: 'hi',
    };
    const parameters = new Map(Object.entries(fields).map(([name, value]) => [name, [value]]));
    const post = (signedFor: string) =>
      fetch(`${sms.url}/sms/twilio`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded',
          'X-Forwarded-Host': 'evil.example',
          'X-Forwarded-Proto': 'https',
          'X-Twilio-Signature': twilioSignature(TOKEN, `${signedFor}/sms/twilio`, parameters),
        },
        body: new URLSearchParams(fields),
      });
    expect((await post('https://evil.example')).status).toBe(403);
    expect((await post(sms.url)).status).toBe(403);
    expect((await post(PUBLIC_URL)).status).toBe(200);
    expect((await post(`${PUBLIC_URL}:443`)).status).toBe(200);
  });

  it('takes a JSON body whose hash is signed, and no other', async () => {
    const body = JSON.stringify({
      MessageSid: messageSid(),
      AccountSid: ACCOUNT,
      From: '+13105550004',
      To: OURS,
      Body: 'hello',
      NumMedia: 0,
    });
    const target = `/sms/twilio?bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
    const post = (content: string) =>
      fetch(`${sms.url}${target}`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'X-Twilio-Signature': twilioSignature(TOKEN, `${PUBLIC_URL}${target}`, new Map()),
        },
        body: content,
      });
    expect((await post(body)).status).toBe(200);
    expect((await post(body.replace('hello', 'bye'))).status).toBe(403);
  });

  it.each([
    ['without a sender', { From: '' }, 400],
    ['of another account', { AccountSid: 'AC2' }, 403],
    ['that is far too long', { Body: 'x'.repeat(100_000) }, 413],
  ])('tells of a message %s in TwiML', async (_what, change, status) => {
    const answer = await sms.phone('+13105550005').text('hi', change);
    expect(answer.status).toBe(status);
    expect(answer.contentType).toMatch(/^text\/xml/);
    expect(answer.body).toMatch(/<Response\/>$/);
  });

  it.each([
    ['a picture', '', { NumMedia: '1', MediaContentType0: 'image/jpeg' }, /can't take pictures/],
    ['a voice note', '', { NumMedia: '1', MediaContentType0: 'audio/amr' }, /voice notes/],
    ['emoji only', '😀👍', {}, /type your question in words/],
    ['nothing', '', {}, /did not get any words/],
    ['spaces', '  ', {}, /did not get any words/],
  ])('answers %s plainly', async (_what, body, more, reply) => {
    const { texts } = await sms.phone('+13105550006').text(body, more);
    expect(texts.at(-1)).toMatch(reply);
  });

  it('answers somebody in danger even where the log fails, from fixed words', async () => {
    const broken = await startSms({
      wrapTurns: turns => ({ ...turns, take: () => Promise.reject(new Error('disk full')) }),
    });
    const danger = await broken.phone('+13105550007').text("i'm having chest pain and can't breathe");
    expect(danger.texts.join()).toMatch(/911/);
    const other = await broken.phone('+13105550008').text('how do i renew');
    expect(other.status).toBe(500);
    expect(other.contentType).toMatch(/^text\/xml/);
    await broken.close();
    broken.clean();
  });

  it('gives who sends too much nothing, but the card where the words mean danger', async () => {
    const few = await startSms({ languages: new Map([[OURS, 'en']]), messagesPerMinute: 1 });
    try {
      const phone = few.phone('+13105550077');
      expect((await phone.text('hello')).texts).not.toEqual([]);
      expect((await phone.text('hello again')).texts).toEqual([]);
      expect((await phone.text('my husband has chest pain and can not breathe')).texts.join(' ')).toMatch(
        /911/,
      );
    } finally {
      await few.close();
      few.clean();
    }
  });
});
