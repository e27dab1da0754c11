import { z } from 'zod';
import { AppError } from '../../../app-error.ts';
import type { DeliveryStatus } from '../../../transcripts/delivery-log.ts';
import { phoneNumber } from '../phone-number.ts';
import { callProvider } from '../post-message.ts';
import type { SendOutcome, SmsFailure, SmsProvider, WebhookRequest } from '../sms-provider.ts';
import { readReference, referenceText } from '../sms-reference.ts';
import { isSignedJson } from './signature.ts';

/** Settings of a provider that signs JSON. */
export interface VonageAccount {
  readonly apiKey: string;
  /** Newest first: the first signs in at the API, all are tried on webhooks. */
  readonly secrets: readonly string[];
  readonly apiUrl: string;
}

const message = z.object({
  message_uuid: z.string().min(1).max(64),
  from: z.string().min(1).max(64),
  to: z.string().min(1).max(64),
  message_type: z.string().default('text'),
  text: z.string().default(''),
});

const report = z.object({
  to: z.string().max(64),
  status: z.string(),
  client_ref: z.string().optional(),
  error: z.object({ code: z.union([z.string(), z.number()]).transform(String) }).optional(),
});

const STATUSES: ReadonlyMap<string, DeliveryStatus> = new Map([
  ['submitted', 'sent'],
  ['delivered', 'delivered'],
  ['rejected', 'failed'],
  ['undeliverable', 'undelivered'],
]);

/** Codes of the Messages API's reports. Source: https://developer.vonage.com/en/messages/guides/dlr-error-codes */
const FAILURES: ReadonlyMap<string, SmsFailure> = new Map([
  ['1250', 'opted-out'],
  ['1240', 'unreachable'],
  ['1260', 'unreachable'],
  ['1360', 'filtered'],
]);

/** A provider after Vonage's Messages API: signed JSON in, every reply sent by REST, none in the webhook's answer. */
export function vonageProvider({ apiKey, secrets, apiUrl }: VonageAccount): SmsProvider {
  const authorization = `Basic ${Buffer.from(`${apiKey}:${secrets[0] ?? ''}`).toString('base64')}`;
  const read = <T>(schema: z.ZodType<T>, request: WebhookRequest): T => {
    const signed = {
      timestamp: request.header('x-timestamp') ?? '',
      nonce: request.header('x-nonce') ?? '',
      body: request.body,
    };
    if (!isSignedJson(secrets, request.header('x-signature') ?? '', signed, request.now))
      throw new AppError('Forbidden', 'the signature is not right, or too old');
    return parseJson(schema, request.body);
  };

  return {
    name: 'vonage',
    longestAnswer: 0,
    readMessage: request => {
      const found = read(message, request);
      return {
        messageId: found.message_uuid,
        from: phoneNumber(found.from),
        to: phoneNumber(found.to),
        text: found.text,
        attachments: found.message_type !== 'text',
        answeredKeyword: null,
      };
    },
    readReport: request => {
      const found = read(report, request);
      return {
        reference: readReference(found.client_ref),
        to: phoneNumber(found.to),
        status: STATUSES.get(found.status) ?? 'queued',
        code: found.error?.code ?? null,
        failure: FAILURES.get(found.error?.code ?? '') ?? null,
      };
    },
    answer: () => ({ contentType: 'application/json; charset=utf-8', body: '{}' }),

    send: async ({ id, from, to, text, reference }): Promise<SendOutcome> => {
      const posted = await callProvider(`${apiUrl}/v1/messages`, {
        method: 'POST',
        headers: { Authorization: authorization, 'Content-Type': 'application/json', 'Idempotency-Key': id },
        body: JSON.stringify({
          channel: 'sms',
          message_type: 'text',
          from: from.replace('+', ''),
          to: to.replace('+', ''),
          text,
          client_ref: referenceText(reference),
        }),
      });
      if (posted.kind !== 'answered') return posted;
      if (posted.status < 300) return { kind: 'sent' };
      const code = z
        .object({ code: z.union([z.string(), z.number()]).transform(String) })
        .safeParse(posted.body);
      const given = code.data?.code ?? String(posted.status);
      return { kind: 'refused', code: given, failure: FAILURES.get(given) ?? null };
    },

    // It honours the Idempotency-Key: a second try of the same message is taken once.
    wasSent: async () => false,
  };
}

function parseJson<T>(schema: z.ZodType<T>, body: Buffer): T {
  try {
    return schema.parse(JSON.parse(body.toString('utf8')));
  } catch (cause) {
    throw new AppError('BadRequest', "the body can't be read", { cause });
  }
}
