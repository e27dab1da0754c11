import { z } from 'zod';
import { callProvider } from '../post-message.ts';
import type { OutgoingSms, SendOutcome, SmsProvider, SmsReference } from '../sms-provider.ts';
import { referenceText } from '../sms-reference.ts';
import { failureOf } from './failure.ts';
import { readTwilioMessage, readTwilioReport, type TwilioAccount } from './twilio-webhook.ts';
import { twiml } from './twiml.ts';

const LONGEST_MESSAGE = 1_600;

const refusal = z.object({ code: z.number().optional() });
const sentMessages = z.object({ messages: z.array(z.object({ body: z.string().nullish() })) });

/** Twilio: form-encoded webhooks with X-Twilio-Signature, answered in TwiML; later sends by its REST API. */
export function twilioProvider(options: TwilioAccount & { readonly apiUrl: string }): SmsProvider {
  const { accountSid, authTokens, publicUrl, apiUrl } = options;
  const address = `${apiUrl}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authTokens[0] ?? ''}`).toString('base64')}`;
  const statusCallback = (reference: SmsReference) =>
    `${publicUrl}/sms/twilio/status?m=${referenceText(reference)}`;

  return {
    name: 'twilio',
    longestAnswer: LONGEST_MESSAGE,
    readMessage: request => readTwilioMessage(request, options),
    readReport: request => readTwilioReport(request, options),
    answer: texts => ({
      contentType: 'text/xml; charset=utf-8',
      body: twiml(texts.map(({ text, reference }) => ({ text, statusCallback: statusCallback(reference) }))),
    }),

    send: async (message: OutgoingSms): Promise<SendOutcome> => {
      const posted = await callProvider(address, {
        method: 'POST',
        headers: { Authorization: authorization, 'I-Twilio-Idempotency-Token': message.id },
        body: new URLSearchParams({
          To: message.to,
          From: message.from,
          Body: message.text,
          StatusCallback: statusCallback(message.reference),
        }),
      });
      if (posted.kind !== 'answered') return posted;
      if (posted.status < 300) return { kind: 'sent' };
      const code = String(refusal.safeParse(posted.body).data?.code ?? posted.status);
      return { kind: 'refused', code, failure: failureOf(code) };
    },

    // The API knows no idempotency token of ours, so the messages sent since are looked through.
    wasSent: async message => {
      const since = new URLSearchParams({
        To: message.to,
        From: message.from,
        'DateSent>': message.queuedAt.toISOString().slice(0, 10),
        PageSize: '50',
      });
      const posted = await callProvider(`${address}?${since}`, { headers: { Authorization: authorization } });
      if (posted.kind !== 'answered' || posted.status >= 300)
        throw new Error('the provider did not say what it has sent');
      return sentMessages.parse(posted.body).messages.some(({ body }) => body === message.text);
    },
  };
}
