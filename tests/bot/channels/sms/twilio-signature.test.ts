import { createHash } from 'node:crypto';
import fc from 'fast-check';
import twilio from 'twilio';
import { describe, expect, it } from 'vitest';
import {
  hasSignedBody,
  isSignedByTwilio,
  twilioSignature,
} from '../../../../bot/channels/sms/twilio/signature.ts';
import { twiml } from '../../../../bot/channels/sms/twilio/twiml.ts';

const form = (fields: Record<string, string>) =>
  new Map(Object.entries(fields).map(([name, value]) => [name, [value]]));

describe("Twilio's signature", () => {
  it('is the one of the published vector', () => {
    const fields = form({
      CallSid: 'CA1234567890ABCDE',
      Caller: '+14158675309',
      Digits: '1234',
      From: '+14158675309',
      To: '+18005551212',
    });
    const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
    expect(twilioSignature('12345', url, fields)).toBe('RSOYDt4T1cUTdK1PDd93/VVr8B8=');
  });

  it("is what Twilio's own SDK expects, whatever the fields", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1 }), fc.string({ unit: 'grapheme' })),
        fc.string(),
        (fields, token) => {
          const url = 'https://bot.example/sms/twilio?a=1';
          const signature = twilioSignature(token, url, form(fields));
          expect(twilio.validateRequest(token, signature, url, fields)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('covers each value of a field that comes several times, as in the SDK', () => {
    const values = { MediaUrl: ['b', 'a', 'b'] };
    const signature = twilioSignature('t', 'https://bot.example/x', new Map(Object.entries(values)));
    expect(twilio.validateRequest('t', signature, 'https://bot.example/x', values)).toBe(true);
  });

  it.each([
    ['https://bot.example:443/sms/twilio', 'https://bot.example/sms/twilio'],
    ['https://bot.example/sms/twilio', 'https://bot.example:443/sms/twilio'],
    ['http://bot.example:80/sms/twilio', 'http://bot.example/sms/twilio'],
    ['https://bot.example/sms/twilio', 'https://bot.example:8443/sms/twilio'],
  ])('made for %s is taken at %s, with and without the port', (signed, ours) => {
    const fields = form({ Body: 'hi' });
    expect(isSignedByTwilio(['t'], twilioSignature('t', signed, fields), ours, fields)).toBe(true);
  });

  it('of another token, body or address is not taken', () => {
    const fields = form({ Body: 'hi' });
    const url = 'https://bot.example/sms/twilio';
    const signature = twilioSignature('t', url, fields);
    expect(isSignedByTwilio(['u'], signature, url, fields)).toBe(false);
    expect(isSignedByTwilio(['t'], signature, url, form({ Body: 'ho' }))).toBe(false);
    expect(isSignedByTwilio(['t'], signature, 'https://other.example/sms/twilio', fields)).toBe(false);
    expect(isSignedByTwilio(['t'], '', url, fields)).toBe(false);
  });

  it('of the token before is taken while the new one takes over', () => {
    const url = 'https://bot.example/x';
    expect(isSignedByTwilio(['new', 'old'], twilioSignature('old', url, form({})), url, form({}))).toBe(true);
  });

  it('covers a JSON body by its hash in the address', () => {
    const body = Buffer.from('{"Body":"hi"}');
    const url = `https://bot.example/x?bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
    expect(hasSignedBody(url, body)).toBe(true);
    expect(hasSignedBody(url, Buffer.from('{"Body":"ho"}'))).toBe(false);
    const signature = twilioSignature('t', url, form({}));
    expect(twilio.validateRequestWithBody('t', signature, url, body.toString())).toBe(true);
  });
});

describe('TwiML', () => {
  it("is what Twilio's SDK writes for the same messages", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { maxLength: 4 }), texts => {
        const statusCallback = 'https://bot.example/sms/twilio/status?m=sms-abc.2&x=1';
        const response = new twilio.twiml.MessagingResponse();
        for (const text of texts) response.message({ statusCallback }, text);
        expect(twiml(texts.map(text => ({ text, statusCallback })))).toBe(response.toString());
      }),
      { numRuns: 300 },
    );
  });

  it('without messages says nothing, and is no JSON or HTML', () => {
    expect(twiml([])).toBe('<?xml version="1.0" encoding="UTF-8"?><Response/>');
  });

  it('holds no character that XML does not allow', () => {
    expect(twiml([{ text: 'a\u0000b\ud800c\uffff', statusCallback: '' }])).toContain('>abc</Message>');
  });
});
