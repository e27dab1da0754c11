import { z } from 'zod';
import { AppError } from '../../../app-error.ts';
import type { DeliveryStatus } from '../../../transcripts/delivery-log.ts';
import { phoneNumber } from '../phone-number.ts';
import type { DeliveryReport, InboundSms, WebhookRequest } from '../sms-provider.ts';
import { readReference } from '../sms-reference.ts';
import { failureOf } from './failure.ts';
import { type FormParameters, hasSignedBody, isSignedByTwilio } from './signature.ts';

/** What tells Twilio's requests from others'. */
export interface TwilioAccount {
  readonly accountSid: string;
  /** Newest first; more than one while a new one takes over. */
  readonly authTokens: readonly string[];
  /** Public address of the bot, without a slash at the end: the one Twilio was given, never what a request says. */
  readonly publicUrl: string;
}

const message = z.object({
  MessageSid: z.string().min(1).max(64),
  From: z.string().min(1).max(64),
  To: z.string().max(64).default(''),
  Body: z.string().default(''),
  NumMedia: z.coerce.number().int().min(0).catch(0),
  OptOutType: z.string().optional(),
});

const report = z.object({
  MessageSid: z.string().min(1).max(64),
  MessageStatus: z.string(),
  To: z.string().max(64).default(''),
  ErrorCode: z.string().optional(),
});

const STATUSES: ReadonlyMap<string, DeliveryStatus> = new Map([
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'delivered'],
  ['undelivered', 'undelivered'],
  ['failed', 'failed'],
  ['canceled', 'dropped'],
]);

/** Reads an incoming message; fields that are not known are let be. */
export function readTwilioMessage(request: WebhookRequest, account: TwilioAccount): InboundSms {
  const read = parse(message, authenticFields(request, account));
  const keyword = read.OptOutType?.toLowerCase();
  return {
    messageId: read.MessageSid,
    from: phoneNumber(read.From),
    to: phoneNumber(read.To),
    text: read.Body,
    attachments: read.NumMedia > 0,
    answeredKeyword: keyword === 'stop' || keyword === 'start' || keyword === 'help' ? keyword : null,
  };
}

/** Reads a status callback; which message of the log it is about stands in its address. */
export function readTwilioReport(request: WebhookRequest, account: TwilioAccount): DeliveryReport {
  const read = parse(report, authenticFields(request, account));
  return {
    reference: readReference(new URL(request.target, 'http://here').searchParams.get('m')),
    to: phoneNumber(read.To),
    status: STATUSES.get(read.MessageStatus) ?? 'queued',
    code: read.ErrorCode || null,
    failure: failureOf(read.ErrorCode),
  };
}

/** Fields of a request, each with its first value, once the signature and the account have been found right. */
function authenticFields(request: WebhookRequest, account: TwilioAccount): Readonly<Record<string, string>> {
  const url = `${account.publicUrl}${request.target}`;
  const json = /^application\/json\b/i.test(request.header('content-type') ?? '');
  const form: FormParameters = json ? new Map() : formOf(request.body);
  const given = request.header('x-twilio-signature') ?? '';
  const signed =
    isSignedByTwilio(account.authTokens, given, url, form) && (!json || hasSignedBody(url, request.body));
  if (!signed) throw new AppError('Forbidden', 'the signature is not right for this address and body');
  const fields = json
    ? jsonFields(request.body)
    : Object.fromEntries([...form].map(([k, v]) => [k, v[0] ?? '']));
  if (fields['AccountSid'] !== undefined && fields['AccountSid'] !== account.accountSid)
    throw new AppError('Forbidden', 'the message belongs to another account');
  return fields;
}

function formOf(body: Buffer): FormParameters {
  const form = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(body.toString('utf8'))) {
    const values = form.get(name);
    if (values) values.push(value);
    else form.set(name, [value]);
  }
  return form;
}

function jsonFields(body: Buffer): Readonly<Record<string, string>> {
  const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
  try {
    const fields = z.record(z.string(), z.unknown()).parse(JSON.parse(body.toString('utf8')));
    return Object.fromEntries(
      Object.entries(fields).flatMap(([name, value]) => {
        const read = scalar.safeParse(value);
        return read.success ? [[name, read.data]] : [];
      }),
    );
  } catch (cause) {
    throw new AppError('BadRequest', "the body can't be read as JSON", { cause });
  }
}

function parse<T>(schema: z.ZodType<T>, fields: Readonly<Record<string, string>>): T {
  const read = schema.safeParse(fields);
  if (!read.success) throw new AppError('BadRequest', z.prettifyError(read.error), { cause: read.error });
  return read.data;
}
