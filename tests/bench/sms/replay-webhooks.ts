import { join } from 'node:path';
import { messageSid, type PhoneAnswer, smsPhone } from '../../../bot/cli/sms-phone.ts';
import { openSqlite } from '../../../bot/transcripts/open-sqlite.ts';
import { type RunningBot, startBot } from '../../bot/start-bot.ts';

/** How a replay went. Counts are of messages, not of deliveries. */
export interface ReplayResult {
  readonly messages: number;
  readonly deliveries: number;
  /** Deliveries made again since the connection broke. */
  readonly redelivered: number;
  /** Errors in the bots' logs. */
  readonly errors: number;
  readonly accepted: number;
  readonly answeredOnce: number;
  readonly doubled: number;
  readonly lost: number;
  /** Messages logged before one that had been answered before they were posted. */
  readonly outOfOrder: number;
  readonly forged: number;
  readonly forgedRefused: number;
  readonly forgedTaken: number;
  readonly seconds: number;
  /** Milliseconds until a webhook was answered, half and 99 of 100 of them faster. */
  readonly p50: number;
  readonly p99: number;
}

interface Delivered {
  readonly posted: number;
  readonly answered: number;
  readonly answer: PhoneAnswer;
}

const DUPLICATED = 0.2;
const REORDERED = 0.05;
const FORGED = 0.02;
/** Of the messages, how many are posted before the one before was answered. */
const OVERLAPPING = 0.2;
const MESSAGES_A_SENDER = 10;
const AT_ONCE = 12;
const MOST_TRIES = 4;

const ACCOUNT = 'AC00000000000000000000000000000000';
const TOKEN = 'a-token-for-the-replay-of-webhooks';
const PUBLIC_URL = 'https://bot.example';
const TEXTS = [
  'how do i renew medi-cal',
  'MORE',
  'what can you do',
  '2',
  'do you sell my info',
  'como renuevo mi medi-cal',
  '1',
  'thanks',
  'is my claim paid',
  'i have la care covered',
  'find a dentist',
  '🙂',
  'как продлить medi-cal',
  '¿cuál es el número?',
];

/**
 * Posts signed webhooks to two bot processes that share one data folder: some twice (half of those at the same
 * time to the other process), some in another order than the sender's, some forged. Then reads the log.
 */
export async function replayWebhooks(messages: number, seed = 7): Promise<ReplayResult> {
  const env = {
    SMS_PROVIDER: 'twilio',
    SMS_ACCOUNT: ACCOUNT,
    SMS_SECRETS: TOKEN,
    PUBLIC_URL,
    MESSAGES_PER_MINUTE: '1000000',
  };
  const first = await startBot({ env });
  const second = await startBot({ env, dataFolder: first.dataFolder });
  try {
    const run = await post(messages, [first, second], randomFrom(seed));
    const errors = [...first.log, ...second.log].filter(line => /"level":(?:50|60)|Error/.test(line));
    for (const line of errors.slice(0, 5)) process.stderr.write(`${line}\n`);
    const judged = await judge(run.genuine, run.forgedIds, first.dataFolder);
    return { ...run.counts, ...judged, errors: errors.length };
  } catch (error) {
    for (const bot of [first, second]) process.stderr.write(`${bot.log.slice(-5).join('\n')}\n`);
    throw error;
  } finally {
    await Promise.all([first.stop(), second.stop()]);
    first.clean();
  }
}

async function post(messages: number, bots: readonly RunningBot[], random: () => number) {
  const genuine = new Map<string, { readonly sender: number; deliveries: Delivered[] }>();
  const forgedIds: string[] = [];
  const times: number[] = [];
  let deliveries = 0;
  let forgedRefused = 0;
  let redelivered = 0;
  const started = performance.now();

  /** What Twilio does where the connection fails: it delivers again. */
  const redelivering = async (attempt: () => Promise<PhoneAnswer>): Promise<PhoneAnswer> => {
    for (let tries = 1; ; tries++) {
      try {
        return await attempt();
      } catch (error) {
        if (tries === MOST_TRIES) throw error;
        redelivered++;
      }
    }
  };

  const deliver = async (sender: number, sid: string, text: string, bot: number, signature?: string) => {
    const phone = smsPhone({
      url: bots[bot % bots.length]?.url ?? '',
      publicUrl: PUBLIC_URL,
      account: ACCOUNT,
      token: TOKEN,
      from: `+1213555${String(sender).padStart(4, '0')}`,
      to: '+12135550100',
    });
    const posted = performance.now();
    const fields = { MessageSid: sid, AccountSid: ACCOUNT, Body: text, NumMedia: '0' };
    const whole = { ...fields, From: `+1213555${String(sender).padStart(4, '0')}`, To: '+12135550100' };
    const answer = await redelivering(() => phone.post(whole, signature));
    deliveries++;
    const answered = performance.now();
    times.push(answered - posted);
    if (signature === undefined) genuine.get(sid)?.deliveries.push({ posted, answered, answer });
    else if (answer.status === 403) forgedRefused++;
  };

  const sendAll = async (sender: number, count: number) => {
    const numbers = Array.from({ length: count }, (_, number) => number);
    for (let place = 0; place + 1 < count; place++) {
      if (random() < REORDERED)
        [numbers[place], numbers[place + 1]] = [numbers[place + 1] ?? 0, numbers[place] ?? 0];
    }
    const open: Promise<void>[] = [];
    for (const number of numbers) {
      const text = TEXTS[(sender * 3 + number) % TEXTS.length] ?? '';
      const sid = messageSid();
      genuine.set(sid, { sender, deliveries: [] });
      const bot = random() < 0.5 ? 0 : 1;
      const going = [deliver(sender, sid, text, bot)];
      const twice = random() < DUPLICATED;
      const together = random() < 0.5;
      if (twice && together) going.push(deliver(sender, sid, text, bot + 1));
      if (random() < FORGED) {
        const forged = messageSid();
        forgedIds.push(forged);
        going.push(deliver(sender, forged, 'delete my conversation', bot, 'Zm9yZ2VkIGZvcmdlZCBmb3JnZWQ='));
      }
      const settled = Promise.all(going).then(() =>
        twice && !together ? deliver(sender, sid, text, bot + 1) : undefined,
      );
      if (random() < OVERLAPPING) open.push(settled);
      else await settled;
    }
    await Promise.all(open);
  };

  const senders = Math.ceil(messages / MESSAGES_A_SENDER);
  let next = 0;
  const worker = async () => {
    while (next < senders) {
      const sender = next++;
      await sendAll(sender, Math.min(MESSAGES_A_SENDER, messages - sender * MESSAGES_A_SENDER));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const sorted = times.sort((a, b) => a - b);
  return {
    genuine,
    forgedIds,
    counts: {
      messages,
      deliveries,
      redelivered,
      forged: forgedIds.length,
      forgedRefused,
      seconds: (performance.now() - started) / 1000,
      p50: sorted[Math.floor(sorted.length * 0.5)] ?? 0,
      p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
    },
  };
}

async function judge(
  genuine: ReadonlyMap<string, { readonly sender: number; readonly deliveries: readonly Delivered[] }>,
  forgedIds: readonly string[],
  dataFolder: string,
) {
  const database = openSqlite(join(dataFolder, 'transcripts.db'));
  const rows = await database
    .selectFrom('activities')
    .select(['conversation_id', 'number', 'channel_message_id'])
    .where('direction', '=', 'in')
    .orderBy('conversation_id')
    .orderBy('number')
    .execute();
  await database.destroy();

  const times = new Map<string, number>();
  for (const { channel_message_id: id } of rows) if (id) times.set(id, (times.get(id) ?? 0) + 1);
  const forged = new Set(forgedIds);
  let accepted = 0;
  let answeredOnce = 0;
  let doubled = 0;
  let lost = 0;
  for (const [sid, { deliveries }] of genuine) {
    const ok = deliveries.every(({ answer }) => answer.status === 200);
    const replies = new Set(deliveries.map(({ answer }) => answer.body));
    const logged = times.get(sid) ?? 0;
    if (ok) accepted++;
    if (logged === 0) lost++;
    else if (logged > 1 || replies.size > 1) doubled++;
    else if (ok && deliveries.every(({ answer }) => answer.texts.length > 0)) answeredOnce++;
  }
  return {
    accepted,
    answeredOnce,
    doubled,
    lost,
    outOfOrder: countOutOfOrder(rows, genuine),
    forgedTaken: rows.filter(({ channel_message_id: id }) => id !== null && forged.has(id)).length,
  };
}

/** Messages that stand in the log before another of their sender that was answered before they were posted. */
function countOutOfOrder(
  rows: readonly { readonly conversation_id: string; readonly channel_message_id: string | null }[],
  genuine: ReadonlyMap<string, { readonly deliveries: readonly Delivered[] }>,
): number {
  const talks = new Map<string, { posted: number; answered: number }[]>();
  for (const { conversation_id: talk, channel_message_id: id } of rows) {
    const deliveries = genuine.get(id ?? '')?.deliveries ?? [];
    const posted = Math.min(...deliveries.map(delivery => delivery.posted));
    const answered = Math.min(...deliveries.map(delivery => delivery.answered));
    talks.set(talk, [...(talks.get(talk) ?? []), { posted, answered }]);
  }
  return [...talks.values()]
    .flatMap(talk =>
      talk.map((message, place) => talk.slice(place + 1).some(({ answered }) => answered < message.posted)),
    )
    .filter(Boolean).length;
}

/** Random numbers that are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
