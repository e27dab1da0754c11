import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../../../bot/app.ts';
import { smsIdentity } from '../../../../bot/channels/sms/sms-identity.ts';
import type { SmsProvider } from '../../../../bot/channels/sms/sms-provider.ts';
import { smsService } from '../../../../bot/channels/sms/sms-service.ts';
import { twilioProvider } from '../../../../bot/channels/sms/twilio/twilio-provider.ts';
import { smsPhone } from '../../../../bot/cli/sms-phone.ts';
import { loadMeans } from '../../../../bot/load-means.ts';
import { createLogger } from '../../../../bot/logger.ts';
import { localQueue } from '../../../../bot/state/conversation-queue.ts';
import { localFanOut } from '../../../../bot/state/fan-out.ts';
import { localRateLimit } from '../../../../bot/state/rate-limit.ts';
import { databaseLog } from '../../../../bot/transcripts/database-log.ts';
import { databaseDeliveries } from '../../../../bot/transcripts/delivery-log.ts';
import { migrate } from '../../../../bot/transcripts/migrate.ts';
import { forgetDeleted, openSqlite } from '../../../../bot/transcripts/open-sqlite.ts';
import { databaseLedger } from '../../../../bot/transcripts/opt-out-ledger.ts';
import { directoryPhones } from '../../../../bot/turn/directory-phones.ts';
import { createMasker } from '../../../../bot/turn/masking/masker.ts';
import { type TurnTaker, turnTaker } from '../../../../bot/turn/take-turn.ts';

export const means = loadMeans(error => {
  throw error;
});
const masker = createMasker({ phones: directoryPhones(means.directory) });

export const ACCOUNT = 'AC11111111111111111111111111111111';
export const TOKEN = 'the-auth-token-of-the-tests';
export const PUBLIC_URL = 'https://bot.example';
export const OURS = '+12135550100';
export const KEY = Buffer.alloc(32, 1);

/** Options of a channel under test. */
export interface SmsOptions {
  readonly folder?: string;
  readonly keys?: readonly Buffer[];
  readonly provider?: SmsProvider;
  readonly apiUrl?: string;
  readonly patienceMs?: number;
  readonly messagesPerMinute?: number;
  readonly languages?: ReadonlyMap<string, string>;
  /** Milliseconds that each turn is held up. */
  readonly slowMs?: number;
  /** Puts something in the way of turns. */
  readonly wrapTurns?: (turns: TurnTaker) => TurnTaker;
  readonly clock?: () => Date;
}

/** The real channel on a real database and port; two on one folder are like two processes. */
export async function startSms(options: SmsOptions = {}) {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'sms-'));
  const database = openSqlite(join(folder, 'transcripts.db'));
  await migrate(database);
  const log = databaseLog(database, forgetDeleted);
  const optOuts = databaseLedger(database);
  const clock = options.clock ?? (() => new Date());
  const lines: string[] = [];
  const logger = createLogger('info', { write: line => lines.push(line) });
  const turns = turnTaker({
    log,
    optOuts,
    queue: localQueue(),
    fanOut: localFanOut(),
    masker,
    means: () => means,
    clock,
  });
  const keys = options.keys ?? [KEY];
  const service = smsService({
    provider:
      options.provider ??
      twilioProvider({
        accountSid: ACCOUNT,
        authTokens: [TOKEN, 'the-token-before'],
        publicUrl: PUBLIC_URL,
        apiUrl: options.apiUrl ?? 'http://127.0.0.1:9',
      }),
    keys,
    languages: options.languages ?? new Map(),
    database,
    log,
    optOuts,
    turns: options.wrapTurns?.(turns) ?? slowed(turns, options.slowMs ?? 0),
    masker,
    means: () => means,
    messageLimit: localRateLimit(options.messagesPerMinute ?? 1_000),
    clock,
    logger,
    ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }),
  });
  const server = createServer(createApp({ routers: [service.router], logger }));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const end = service.start();
  const identity = smsIdentity(keys);
  return {
    url,
    folder,
    log,
    database,
    optOuts,
    identity,
    lines,
    deliveries: databaseDeliveries(database),
    phone: (from: string) =>
      smsPhone({ url, publicUrl: PUBLIC_URL, account: ACCOUNT, token: TOKEN, from, to: OURS }),
    /** Id of the talk of a number with ours. */
    talk: (from: string) => identity.conversationIds(from, OURS)[0] ?? '',
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>(resolve => server.close(() => resolve()));
      await end();
      await log.close();
    },
    clean: () => rmSync(folder, { recursive: true, force: true }),
    /** Every byte of the data folder. */
    bytes: () =>
      readdirSync(folder)
        .map(name => readFileSync(join(folder, name)).toString('latin1'))
        .join(''),
  };
}

function slowed(turns: TurnTaker, milliseconds: number): TurnTaker {
  if (milliseconds === 0) return turns;
  return {
    ...turns,
    take: async (inbound, form) => {
      await new Promise(resolve => setTimeout(resolve, milliseconds));
      return turns.take(inbound, form);
    },
  };
}

/** Waits until something holds, without fixed pauses longer than a few milliseconds. */
export async function until(holds: () => boolean | Promise<boolean>, milliseconds = 15_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it did not happen in time');
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
