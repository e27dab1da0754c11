import type { Activity, ActivitySet } from './activity.ts';
import { backOff } from './back-off.ts';
import { ApiError, type DirectLineApi, type Opened, type Session } from './direct-line-api.ts';
import { pause } from './pause.ts';
import { openStream, type Stream } from './stream.ts';

/** How the line to the service is. */
export type Line = 'connecting' | 'online' | 'offline';

/** What the receiver tells. */
export interface ReceiverEvents {
  /** Each activity once, in the order of the log. */
  readonly activity: (activity: Activity) => void;
  readonly line: (line: Line) => void;
  /** The conversation can't be had any more: ended, deleted or its token is too old. */
  readonly gone: () => void;
}

/** Receives a conversation: by WebSocket, by asking again and again where sockets don't get through. */
export interface Receiver {
  /** Starts; `opened` spares the first call where the conversation was just started. */
  run(opened: Opened | null): void;
  /** Takes activities that came another way than by the stream. */
  show(activities: readonly Activity[]): void;
  /** Fetches what is there beyond the last activity seen. */
  catchUp(): Promise<void>;
  /** Tries again at once: the browser is online again, or somebody is looking. */
  wake(): void;
  stop(): void;
}

/** Sockets that never opened before asking again and again is tried. */
const FAILED_SOCKETS = 2;
const POLL_MS = 2_000;
const LONGEST_POLL_MS = 6_000;
/** Polls after which a socket is tried once more. */
const POLLS_BEFORE_SOCKET = 20;

export function receiver(
  api: DirectLineApi,
  session: () => Session,
  from: string,
  events: ReceiverEvents,
): Receiver {
  const rest = pause();
  const seen = new Set<string>();
  let watermark = from;
  let stream: Stream | null = null;
  let stopped = false;
  let state: Line | null = null;

  const tell = (line: Line) => {
    if (line !== state && !stopped) events.line(line);
    state = line;
  };
  const take = (set: ActivitySet) => {
    if (stopped) return;
    for (const activity of set.activities) {
      if (seen.has(activity.id)) continue;
      seen.add(activity.id);
      events.activity(activity);
    }
    if (Number(set.watermark) > Number(watermark)) watermark = set.watermark;
  };
  const catchUp = async () => take(await api.read(session(), watermark));

  /** Resolves when the socket is over, with whether it ever opened. */
  const listen = (url: string): Promise<boolean> =>
    new Promise(resolve => {
      stream = openStream(url, { open: () => tell('online'), set: take, close: resolve });
    });

  const pollFor = async (times: number) => {
    let wait = POLL_MS;
    for (let round = 0; round < times && !stopped; round++) {
      const before = watermark;
      await catchUp();
      tell('online');
      wait = watermark === before ? Math.min(LONGEST_POLL_MS, wait * 1.25) : POLL_MS;
      await rest.wait(wait);
    }
  };

  const run = async (first: Opened | null) => {
    let opened = first;
    let tries = 0;
    let failedSockets = 0;
    while (!stopped) {
      try {
        if (failedSockets >= FAILED_SOCKETS) {
          await pollFor(POLLS_BEFORE_SOCKET);
          failedSockets = FAILED_SOCKETS - 1;
        }
        const { streamUrl } = opened ?? (await api.reconnect(session(), watermark));
        opened = null;
        if (stopped) return;
        if (await listen(streamUrl)) {
          tries = failedSockets = 0;
        } else failedSockets++;
      } catch (error) {
        if (stopped) return;
        if (error instanceof ApiError && (error.status === 403 || error.status === 404)) {
          events.gone();
          return;
        }
      }
      if (stopped) return;
      tell(navigator.onLine ? 'connecting' : 'offline');
      await rest.wait(backOff(tries++));
    }
  };

  return {
    run: opened => void run(opened),
    show: activities => take({ activities, watermark }),
    catchUp,
    wake: rest.wake,
    stop: () => {
      stopped = true;
      stream?.close();
      rest.wake();
    },
  };
}
