import type { Router } from 'express';
import type { Logger } from 'pino';
import type { Means } from '../../../dialogs/means.ts';
import type { RateLimit } from '../../state/rate-limit.ts';
import { seal } from '../../state/seal.ts';
import { type Delivery, type DeliveryStatus, databaseDeliveries } from '../../transcripts/delivery-log.ts';
import type { OptOutLedger } from '../../transcripts/opt-out-ledger.ts';
import type { LogDatabase } from '../../transcripts/schema.ts';
import { databaseInbox } from '../../transcripts/sms-inbox.ts';
import { databaseOutbox } from '../../transcripts/sms-outbox.ts';
import type { TranscriptLog } from '../../transcripts/transcript-log.ts';
import type { Clock } from '../../turn/clock.ts';
import type { Masker } from '../../turn/masking/masker.ts';
import type { TurnTaker } from '../../turn/take-turn.ts';
import { describeError } from '../../watch/describe-error.ts';
import { smsReceiver } from './receive-sms.ts';
import { sendDue } from './send-later.ts';
import { smsActivities } from './sms-activities.ts';
import { smsChannel } from './sms-channel.ts';
import { smsIdentity } from './sms-identity.ts';
import type { SmsProvider } from './sms-provider.ts';

/** Parts the service is put together from. */
export interface SmsServiceParts {
  readonly provider: SmsProvider;
  /** Secrets of the keyed hashes and the seal, newest first. */
  readonly keys: readonly Buffer[];
  /** Our numbers that have a language, by number. */
  readonly languages: ReadonlyMap<string, string>;
  readonly database: LogDatabase;
  readonly log: TranscriptLog;
  readonly optOuts: OptOutLedger;
  readonly turns: TurnTaker;
  readonly masker: Masker;
  readonly means: () => Means;
  readonly messageLimit: RateLimit;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Told of what became of each text message. */
  readonly onDelivery?: (status: DeliveryStatus) => void;
  /** Milliseconds until a webhook is answered silently; 10 s by default, since Twilio waits 15. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 10_000;
const TICK_MS = 1_000;
/** Ticks between two looks for messages that another process left behind. */
const RESUME_EVERY = 5;
/** How long a message id is known after its conversation was deleted. */
const REMEMBER_MS = 48 * 3_600_000;

/** The channel with what works beside its webhooks: later sends, and messages that a dead process left behind. */
export interface SmsService {
  readonly router: Router;
  /** Starts the work beside the webhooks; returns a function that ends it and waits for what is under way. */
  start(): () => Promise<void>;
}

/** Puts the SMS channel together. */
export function smsService(parts: SmsServiceParts): SmsService {
  const { provider, database, clock, logger, log, optOuts, masker, turns } = parts;
  const identity = smsIdentity(parts.keys);
  const sealed = seal(parts.keys, 'sms-seal');
  const inbox = databaseInbox(database);
  const outbox = databaseOutbox(database);
  const kept = databaseDeliveries(database);
  const deliveries = {
    ...kept,
    report: async (delivery: Delivery) => {
      await kept.report(delivery);
      parts.onDelivery?.(delivery.status);
    },
  };
  const languageOf = (number: string) => parts.languages.get(number) ?? null;
  const failed = (error: unknown) => logger.error({ err: describeError(error) }, 'sms work failed');

  let working: Promise<void> | null = null;
  let again = false;
  const sender = {
    provider,
    outbox,
    optOuts,
    deliveries,
    identity,
    seal: sealed,
    clock,
    random: Math.random,
  };
  const kick = () => {
    again = working !== null;
    working ??= sendDue(sender)
      .catch(failed)
      .finally(() => {
        working = null;
        if (again) kick();
      });
  };

  const receiver = smsReceiver({
    identity,
    seal: sealed,
    masker,
    log,
    inbox,
    turns,
    clock,
    form: smsActivities(parts.means().words),
    longestAnswer: provider.longestAnswer,
    languageOf,
    patienceMs: parts.patienceMs ?? PATIENCE_MS,
    onQueued: kick,
    onFailure: failed,
  });
  const router = smsChannel({ ...parts, receiver, identity, outbox, deliveries, languageOf });

  const start = () => {
    let ticks = 0;
    let resuming: Promise<void> | null = null;
    const timer = setInterval(() => {
      kick();
      if (ticks++ % RESUME_EVERY !== 0) return;
      resuming ??= receiver
        .resume()
        .then(() => inbox.forget(new Date(clock().getTime() - REMEMBER_MS)))
        .catch(failed)
        .finally(() => {
          resuming = null;
        });
    }, TICK_MS);
    timer.unref();
    return async () => {
      clearInterval(timer);
      again = false;
      await Promise.all([working, resuming]);
    };
  };
  return { router, start };
}
