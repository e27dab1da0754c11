import type { DeliveryStatus } from '../../transcripts/delivery-log.ts';

/** A webhook as it came in, unparsed: each provider signs and writes its own way. */
export interface WebhookRequest {
  /** Path and query, as asked for. */
  readonly target: string;
  readonly header: (name: string) => string | undefined;
  readonly body: Buffer;
  readonly now: Date;
}

/** What is sent back on a webhook. */
export interface WebhookAnswer {
  readonly contentType: string;
  readonly body: string;
}

/** A member's text message, authentic and parsed, not yet masked. */
export interface InboundSms {
  /** The same for every delivery of one message. */
  readonly messageId: string;
  /** Numbers in E.164 (+12135550100), or a short code. */
  readonly from: string;
  readonly to: string;
  readonly text: string;
  /** Whether pictures, files or a voice note came along. */
  readonly attachments: boolean;
  /** Keyword of the carrier that the provider has replied to itself. */
  readonly answeredKeyword: 'stop' | 'start' | 'help' | null;
}

/** A message of the log that a text message carries. */
export interface SmsReference {
  readonly conversationId: string;
  readonly number: number;
}

/** One text message of a reply. */
export interface SmsText {
  readonly text: string;
  readonly reference: SmsReference;
  /** The one message that an opted-out number still gets. */
  readonly confirmsOptOut: boolean;
}

/** A text message to send without a webhook to answer. */
export interface OutgoingSms {
  /** The same for every try of one message. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly reference: SmsReference;
  /** When it was queued; no try was earlier. */
  readonly queuedAt: Date;
}

/** Why a message did not arrive, as far as it matters here; null for every other reason. */
export type SmsFailure = 'opted-out' | 'unreachable' | 'filtered' | null;

/** How a try to send ended. */
export type SendOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly code: string; readonly failure: SmsFailure }
  /** Not taken; another try can't double it. */
  | { readonly kind: 'not-taken'; readonly code: string }
  /** Perhaps taken: asked for by `wasSent` before another try. */
  | { readonly kind: 'unknown'; readonly code: string };

/** A delivery report. */
export interface DeliveryReport {
  readonly reference: SmsReference | null;
  /** The member's number. */
  readonly to: string;
  readonly status: DeliveryStatus;
  readonly code: string | null;
  readonly failure: SmsFailure;
}

/**
 * A company that carries text messages. Everything of its protocol is behind this port.
 * Reading throws `AppError`: `Forbidden` where the signature is not its own, `BadRequest` where the form is.
 */
export interface SmsProvider {
  /** Last part of the webhooks' address: `/sms/<name>`, and `/sms/<name>/status` for reports. */
  readonly name: string;
  /** Characters that the answer of a webhook can hold; 0 where every reply is sent by itself. */
  readonly longestAnswer: number;
  readMessage(request: WebhookRequest): InboundSms;
  readReport(request: WebhookRequest): DeliveryReport;
  /** The webhook's answer, in the provider's form: with the texts, or silent. */
  answer(texts: readonly SmsText[]): WebhookAnswer;
  send(message: OutgoingSms): Promise<SendOutcome>;
  /** Whether an earlier try of the message got through. */
  wasSent(message: OutgoingSms): Promise<boolean>;
}
