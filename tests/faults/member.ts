import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { z } from 'zod';

/** A member who sends a message again, with the same id, until it is taken, as the widget does. */
export interface Member {
  readonly conversationId: string;
  /** Ids of messages whose POST was answered 200, and the ids the bot gave them: more than one would be two messages. */
  readonly accepted: ReadonlyMap<string, ReadonlySet<string>>;
  /** Activities read from the stream, by their ids; how often each came on one socket. */
  readonly received: readonly Received[];
  /** Tries that failed and were made again. */
  readonly retries: () => number;
  /** Sends a message until it is taken or the time is up. @param first which process is tried first */
  say(text: string, id: string, first?: number): Promise<boolean>;
  close(): void;
}

const received = z.object({
  id: z.string(),
  text: z.string().optional(),
  replyToId: z.string().optional(),
  conversation: z.object({ id: z.string() }),
});
/** An activity as a stream brought it. */
export type Received = z.infer<typeof received> & { readonly socket: number };

const TRY_MS = 6_000;
const PAUSE_MS = 250;
const started = z.object({ conversationId: z.string(), token: z.string() });

/**
 * Begins a talk.
 * @param ports the processes a balancer would choose from, asked anew each time: a restarted one has another
 */
export async function beginTalk(
  ports: () => readonly number[],
  secret: string,
  deadlineMs: number,
): Promise<Member> {
  const pick = (turn: number) => {
    const all = ports();
    return `http://127.0.0.1:${all[turn % all.length] ?? 0}/v3/directline/conversations`;
  };
  const opened = await fetch(pick(0), {
    method: 'POST',
    headers: { Authorization: `Bearer ${secret}` },
  });
  const { conversationId, token } = started.parse(await opened.json());
  const accepted = new Map<string, Set<string>>();
  const all: Received[] = [];
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  let retries = 0;
  let closed = false;
  let sockets = 0;
  let socket: WebSocket | null = null;

  /** Keeps a stream open, comes back with its watermark when it breaks. */
  const listen = async () => {
    let watermark = '0';
    while (!closed) {
      try {
        const address = `${pick(++sockets)}/${conversationId}?watermark=${watermark}`;
        const answer = await fetch(address, { headers, signal: AbortSignal.timeout(TRY_MS) });
        const { streamUrl } = z.object({ streamUrl: z.string() }).parse(await answer.json());
        socket = new WebSocket(streamUrl, { handshakeTimeout: TRY_MS });
        const mine = sockets;
        socket.on('message', data => {
          if (String(data) === '') return;
          const frame = z
            .object({ activities: z.array(received), watermark: z.string() })
            .parse(JSON.parse(String(data)));
          for (const activity of frame.activities) all.push({ ...activity, socket: mine });
          watermark = frame.watermark;
        });
        await new Promise<void>(resolve => {
          socket?.once('close', () => resolve());
          socket?.once('error', () => resolve());
        });
      } catch {
        // The bot is away: again after a pause, as below.
      }
      await wait(PAUSE_MS);
    }
  };
  void listen();

  return {
    conversationId,
    accepted,
    received: all,
    retries: () => retries,
    say: async (text, id, first = 0) => {
      const end = performance.now() + deadlineMs;
      const body = JSON.stringify({ type: 'message', text, channelData: { clientActivityID: id } });
      for (let turn = first; performance.now() < end; turn++) {
        try {
          const answer = await fetch(`${pick(turn)}/${conversationId}/activities`, {
            method: 'POST',
            headers,
            body,
            signal: AbortSignal.timeout(TRY_MS),
          });
          if (answer.status === 200) {
            const { id: given } = z.object({ id: z.string() }).parse(await answer.json());
            accepted.set(id, (accepted.get(id) ?? new Set()).add(given));
            return true;
          }
          await answer.arrayBuffer();
        } catch {
          // Whether it was taken is not known: the same id again.
        }
        retries++;
        await wait(PAUSE_MS);
      }
      return false;
    },
    close: () => {
      closed = true;
      socket?.terminate();
    },
  };
}
