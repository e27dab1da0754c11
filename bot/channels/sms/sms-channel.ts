import express, { type ErrorRequestHandler, type Request, type Response, type Router } from 'express';
import type { Logger } from 'pino';
import type { Means } from '../../../dialogs/means.ts';
import { AppError } from '../../app-error.ts';
import type { RateLimit } from '../../state/rate-limit.ts';
import type { DeliveryLog } from '../../transcripts/delivery-log.ts';
import type { OptOutLedger } from '../../transcripts/opt-out-ledger.ts';
import type { SmsOutbox } from '../../transcripts/sms-outbox.ts';
import type { Clock } from '../../turn/clock.ts';
import { describeError } from '../../watch/describe-error.ts';
import { emergencyText } from './emergency-texts.ts';
import type { SmsReceiver } from './receive-sms.ts';
import { recordReportedOptOut } from './send-later.ts';
import type { SmsIdentity } from './sms-identity.ts';
import type { InboundSms, SmsProvider, SmsText, WebhookRequest } from './sms-provider.ts';

/** Parts the channel works with. */
export interface SmsChannelParts {
  readonly provider: SmsProvider;
  readonly receiver: SmsReceiver;
  readonly identity: SmsIdentity;
  readonly optOuts: OptOutLedger;
  readonly outbox: SmsOutbox;
  readonly deliveries: DeliveryLog;
  readonly messageLimit: RateLimit;
  readonly languageOf: (number: string) => string | null;
  readonly means: () => Means;
  readonly clock: Clock;
  readonly logger: Logger;
}

const LARGEST_BODY = '64kb';

/** `POST /sms/<provider>` for members' messages, `/sms/<provider>/status` for delivery reports. */
export function smsChannel(parts: SmsChannelParts): Router {
  const { provider, receiver, identity, optOuts, logger } = parts;
  const path = `/sms/${provider.name}`;
  const router = express.Router();
  router.use(path, express.raw({ type: () => true, limit: LARGEST_BODY }));

  router.post(path, async (request, response) => {
    const sms = provider.readMessage(webhook(request));
    send(response, 200, await answerTo(sms));
  });

  router.post(`${path}/status`, async (request, response) => {
    const { reference, to, status, code, failure } = provider.readReport(webhook(request));
    if (reference) await parts.deliveries.report({ ...reference, status, error: code, at: parts.clock() });
    if (failure === 'opted-out') await recordReportedOptOut(identity.addressHashes(to), code ?? '', parts);
    // Who has stopped, or can't be reached, gets no more of what is still queued.
    if (reference && (failure === 'opted-out' || failure === 'unreachable'))
      await parts.outbox.dropConversation(reference.conversationId, code ?? '');
    if (failure !== null) logger.warn({ failure, code }, 'a text message did not arrive');
    send(response, 200, []);
  });

  router.use(path, silently());
  return router;

  async function answerTo(sms: InboundSms): Promise<readonly SmsText[]> {
    try {
      await parts.messageLimit.take(identity.addressHashes(sms.from)[0] ?? '');
      const texts = await receiver.receive(sms);
      if (texts.every(({ confirmsOptOut }) => confirmsOptOut)) return texts;
      // Asked after the turn: who stopped meanwhile, perhaps in another process, gets nothing any more.
      return (await optOuts.isOptedOut(identity.addressHashes(sms.from))) ? [] : texts;
    } catch (error) {
      const text = emergencyText(sms.text, parts.languageOf(sms.to), parts.means());
      if (text === null && error instanceof AppError && error.code === 'TooManyRequests') {
        logger.warn('a number sends too many messages; they are not answered');
        return [];
      }
      if (text === null) throw error;
      logger.error({ err: describeError(error) }, 'turn failed; the card was sent');
      return [{ text, reference: { conversationId: 'none', number: 0 }, confirmsOptOut: false }];
    }
  }

  function webhook(request: Request): WebhookRequest {
    return {
      target: request.originalUrl,
      header: name => request.get(name),
      body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      now: parts.clock(),
    };
  }

  function send(response: Response, status: number, texts: readonly SmsText[]): void {
    const { contentType, body } = provider.answer(texts);
    response.status(status).setHeader('Content-Type', contentType);
    response.end(body);
  }

  /** Errors too are told in the provider's own form: it takes JSON or HTML for a fault of its own (12300). */
  function silently(): ErrorRequestHandler {
    return (error: unknown, _request, response, next) => {
      if (response.headersSent) {
        next(error);
        return;
      }
      const status = statusOf(error);
      if (status >= 500) logger.error({ path, err: describeError(error) }, 'failed');
      send(response, status, []);
    };
  }
}

function statusOf(error: unknown): number {
  if (error instanceof AppError) return error.status;
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 500;
  return typeof status === 'number' && status >= 400 ? status : 500;
}
