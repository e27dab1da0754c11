import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createApp } from '../../../../bot/app.ts';
import { directLineChannel } from '../../../../bot/channels/direct-line/direct-line-channel.ts';
import { directLineStreams, type Streams } from '../../../../bot/channels/direct-line/stream.ts';
import { directLineTokens, type Tokens } from '../../../../bot/channels/direct-line/tokens.ts';
import { addressLimit } from '../../../../bot/edge/limit-addresses.ts';
import { type FanOut, localFanOut } from '../../../../bot/state/fan-out.ts';
import { localRateLimit } from '../../../../bot/state/rate-limit.ts';
import { databaseLog } from '../../../../bot/transcripts/database-log.ts';
import { migrate } from '../../../../bot/transcripts/migrate.ts';
import { forgetDeleted, openSqlite } from '../../../../bot/transcripts/open-sqlite.ts';
import type { TranscriptLog } from '../../../../bot/transcripts/transcript-log.ts';
import { type EchoBot, echoBot } from './echo-bot.ts';

export const SECRET = 'a-secret-of-the-site-'.padEnd(40, 's');

/** The Direct Line channel on a real server and log, with a bot that echoes. */
export interface StartedChannel {
  readonly url: string;
  readonly log: TranscriptLog;
  readonly fanOut: FanOut;
  readonly bot: EchoBot;
  readonly tokens: Tokens;
  readonly streams: Streams;
  /** Moves the service's clock. */
  pass(seconds: number): void;
  stop(): Promise<void>;
}

export interface ChannelSettings {
  readonly origins?: readonly string[];
  readonly messagesPerMinute?: number;
  readonly messagesPerMinuteAndAddress?: number;
  readonly tokensPerMinute?: number;
  /** Changes the log before it is used, to make it fail. */
  readonly wrapLog?: (log: TranscriptLog) => TranscriptLog;
}

export async function startChannel(settings: ChannelSettings = {}): Promise<StartedChannel> {
  const folder = mkdtempSync(join(tmpdir(), 'direct-line-'));
  const database = openSqlite(join(folder, 'log.db'));
  await migrate(database);
  const real = databaseLog(database, forgetDeleted);
  const log = settings.wrapLog?.(real) ?? real;
  const fanOut = localFanOut();
  let offset = 0;
  const clock = () => new Date(Date.now() + offset);
  const bot = echoBot(log, fanOut, clock);
  const tokens = directLineTokens([new Uint8Array(32).fill(7)], clock);
  const channel = directLineChannel({
    tokens,
    secrets: [SECRET],
    origins: settings.origins ?? [],
    log,
    turns: bot,
    greeter: {
      greeting: locale => [
        { type: 'message', text: `welcome ${locale ?? 'nobody'}`, from: { id: 'bot', name: '' } },
      ],
    },
    replyUnstored: async text => ({
      activities: [{ type: 'message', text: `not stored: ${text}`, from: { id: 'bot', name: '' } }],
      danger: text.includes('danger'),
    }),
    fanOut,
    admit: () => {},
    clock,
    logger: pino({ level: 'silent' }),
    messageLimit: localRateLimit(settings.messagesPerMinute ?? 1_000),
    addressLimit: addressLimit(localRateLimit(settings.messagesPerMinuteAndAddress ?? 1_000), () => false),
    tokenLimit: localRateLimit(settings.tokensPerMinute ?? 1_000),
    publicUrl: null,
  });
  const server = createServer(createApp({ routers: [channel], logger: pino({ level: 'silent' }) }));
  const sockets = new Set<Socket>();
  server.on('connection', socket => sockets.add(socket));
  const streams = directLineStreams(server, { tokens, log, fanOut });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    url: `http://127.0.0.1:${port}/v3/directline`,
    log,
    fanOut,
    bot,
    tokens,
    streams,
    pass: seconds => {
      offset += seconds * 1000;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise(resolve => server.close(resolve));
      await real.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
