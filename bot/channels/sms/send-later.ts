import { z } from 'zod';
import type { Seal } from '../../state/seal.ts';
import type { DeliveryLog } from '../../transcripts/delivery-log.ts';
import type { OptOutLedger } from '../../transcripts/opt-out-ledger.ts';
import type { DueOutgoing, SmsOutbox } from '../../transcripts/sms-outbox.ts';
import type { Clock } from '../../turn/clock.ts';
import type { SmsIdentity } from './sms-identity.ts';
import type { OutgoingSms, SendOutcome, SmsProvider } from './sms-provider.ts';

/** Parts that messages are sent with. */
export interface SenderParts {
  readonly provider: SmsProvider;
  readonly outbox: SmsOutbox;
  readonly optOuts: OptOutLedger;
  readonly deliveries: DeliveryLog;
  readonly identity: SmsIdentity;
  readonly seal: Seal;
  readonly clock: Clock;
  /** A number in [0,1) for the jitter. */
  readonly random: () => number;
}

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 600_000;
const MOST_ATTEMPTS = 8;

const numbers = z.object({ from: z.string(), to: z.string() });

/**
 * Milliseconds to wait after a try: twice as long each time, up to ten minutes, of which half is left to chance,
 * so that many messages that failed together don't come back together.
 */
export function waitAfter(attempts: number, random: () => number): number {
  const full = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS);
  return full / 2 + (full / 2) * random();
}

/** Sends all that is due now. Before each try the opt-out ledger is asked anew. */
export async function sendDue(parts: SenderParts): Promise<void> {
  for (;;) {
    const due = await parts.outbox.takeDue(parts.clock());
    if (!due) return;
    await sendOne(due, parts);
  }
}

async function sendOne(due: DueOutgoing, parts: SenderParts): Promise<void> {
  const { outbox, optOuts, identity, provider, clock } = parts;
  const { from, to } = numbers.parse(JSON.parse(parts.seal.open(due.sealed)));
  const reference = { conversationId: due.conversationId, number: due.number };
  const hashes = identity.addressHashes(to);
  const report = (status: 'sent' | 'failed' | 'dropped', error: string | null) =>
    parts.deliveries.report({ ...reference, status, error, at: clock() });
  if (!due.confirmsOptOut && (await optOuts.isOptedOut(hashes))) {
    await outbox.settle(due.id, 'dropped', 'opted-out');
    await report('dropped', 'opted-out');
    return;
  }
  const outcome = await trySend(
    { id: due.id, from, to, text: due.text, reference, queuedAt: due.at },
    due,
    provider,
  );
  switch (outcome.kind) {
    case 'sent':
      await outbox.settle(due.id, 'sent', null);
      await report('sent', null);
      return;
    case 'refused':
      await outbox.settle(due.id, 'failed', outcome.code);
      await report('failed', outcome.code);
      if (outcome.failure === 'opted-out') {
        await recordReportedOptOut(hashes, outcome.code, parts);
        await outbox.dropConversation(due.conversationId, outcome.code);
      }
      return;
    default:
      if (due.attempts >= MOST_ATTEMPTS) {
        await outbox.settle(due.id, 'failed', outcome.code);
        await report('failed', outcome.code);
        return;
      }
      await outbox.postpone(due.id, {
        at: new Date(clock().getTime() + waitAfter(due.attempts, parts.random)),
        error: outcome.code,
        uncertain: outcome.kind === 'unknown',
      });
  }
}

/** A try, unless an earlier one of unknown end turns out to have got through. */
async function trySend(message: OutgoingSms, due: DueOutgoing, provider: SmsProvider): Promise<SendOutcome> {
  try {
    if (due.uncertain && (await provider.wasSent(message))) return { kind: 'sent' };
  } catch {
    return { kind: 'unknown', code: 'not-told' };
  }
  return await provider.send(message);
}

/** The carrier says that the member has opted out: kept like the member's own word, unless it is known. */
export async function recordReportedOptOut(
  addressHashes: readonly string[],
  code: string,
  { optOuts, clock }: Pick<SenderParts, 'optOuts' | 'clock'>,
): Promise<void> {
  const [addressHash] = addressHashes;
  if (addressHash === undefined || (await optOuts.isOptedOut(addressHashes))) return;
  await optOuts.record({ addressHash, channel: 'sms', optedOut: true, words: `error ${code}`, at: clock() });
}
