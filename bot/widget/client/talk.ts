import { type Activity, isOwn } from './activity.ts';
import { backOff } from './back-off.ts';
import {
  ApiError,
  type DirectLineApi,
  type Opened,
  type PostReply,
  type Session,
} from './direct-line-api.ts';
import { type IdleWatch, idleWatch } from './idle-watch.ts';
import type { OtherTabs } from './other-tabs.ts';
import { pause } from './pause.ts';
import { type Line, type Receiver, receiver } from './receiver.ts';
import { type Sender, sender } from './sender.ts';
import type { Outgoing, TabStore } from './tab-store.ts';

/** How far a member's message is. */
export type Delivery = 'sending' | 'sent' | 'failed' | 'waiting' | 'too-fast';

/** Why a talk is over. */
export type EndReason = 'member' | 'time-out' | 'gone' | 'deleted';

/** What a talk tells the view. */
export interface TalkEvents {
  /** An activity of the log; `history`: it was said before and is shown in silence. */
  readonly activity: (activity: Activity, history: boolean) => void;
  /** A message of this tab that the service does not have yet. */
  readonly pending: (message: Outgoing) => void;
  readonly delivery: (id: string, delivery: Delivery) => void;
  readonly typing: (typing: boolean) => void;
  readonly line: (line: Line) => void;
  /** The service could not be reached several times. */
  readonly unreachable: () => void;
  readonly warn: (minutesLeft: number | null) => void;
  /** `last`: replies that are still to be shown, where the log is gone. */
  readonly ended: (reason: EndReason, last: readonly Activity[]) => void;
}

/** What a talk works with. */
export interface TalkParts {
  readonly api: DirectLineApi;
  readonly store: TabStore;
  readonly tabs: OtherTabs;
  readonly locale: () => string;
  readonly idleMinutes: number;
}

/** Why an answer did not help; the service takes these. */
export type Reason = 'wrong' | 'unclear' | 'incomplete' | 'language';

/** A conversation with the bot, as one tab has it. */
export interface Talk {
  /** Goes on with the tab's talk, another tab's, or begins a new one. Once; more calls do nothing. */
  begin(): void;
  send(text: string): void;
  retry(id: string): void;
  rate(replyId: string, helpful: boolean, reason?: Reason): void;
  /** The member did something: the time-out starts anew. */
  touch(): void;
  /** Something may be new: looks at once. */
  wake(): void;
  /** Whether the member has said anything. */
  readonly spoken: boolean;
  end(reason: EndReason): void;
  /** Stops without a word, to make room for another talk. */
  leave(): void;
}

const REFRESH_MS = 15 * 60_000;
/** How long a reply may come after the message was taken before it is fetched. */
const REPLY_MS = 1_000;
const TRIES_BEFORE_HELP = 3;
const RATE_TRIES = 3;

export function talk(parts: TalkParts, events: TalkEvents): Talk {
  const { api, store, tabs } = parts;
  const rest = pause();
  const answered = new Set<string>();
  let begun = false;
  let over = false;
  let spoken = false;
  let line: Receiver | null = null;
  let idle: IdleWatch | null = null;
  let refresh: ReturnType<typeof setInterval> | undefined;

  const session = () => store.value.session;
  const take = (activity: Activity, history: boolean) => {
    if (activity.type !== 'message') return;
    if (activity.replyToId) answered.add(activity.replyToId);
    if (isOwn(activity)) {
      spoken = true;
      const id = activity.channelData?.clientActivityID;
      if (id) outgoing.acknowledge(id);
    } else events.typing(false);
    events.activity(activity, history);
  };

  const outgoing: Sender = sender(api, store, session, parts.locale, {
    sending: ({ id }) => {
      events.delivery(id, 'sending');
      events.typing(true);
    },
    sent: ({ id }, reply) => {
      events.delivery(id, 'sent');
      if (reply.deleted) end('deleted', reply.deleted);
      else if (answered.has(reply.id)) events.typing(false);
      else setTimeout(() => void fetchReply(reply), REPLY_MS);
    },
    failed: ({ id }) => {
      events.typing(false);
      events.delivery(id, 'failed');
    },
    waiting: ({ id }, { status, activities }) => {
      events.typing(false);
      events.delivery(id, status === 429 ? 'too-fast' : 'waiting');
      line?.show(activities);
      if (!navigator.onLine) events.line('offline');
    },
    gone: () => end('gone'),
  });

  /** The service has replied, but the stream did not bring it: a dead line that the browser has not noticed. */
  async function fetchReply(reply: PostReply): Promise<void> {
    if (over) return;
    try {
      if (!answered.has(reply.id)) await line?.catchUp();
    } catch {
      // The receiver comes back by itself.
    }
    events.typing(false);
  }

  async function begin(): Promise<void> {
    for (let tries = 0; !over; tries++) {
      try {
        const opened = (await resume()) ?? (await start());
        if (over) return;
        run(opened);
        return;
      } catch (error) {
        const { retryAfter } = error instanceof ApiError ? error : new ApiError(0);
        events.line(navigator.onLine ? 'connecting' : 'offline');
        if (tries + 1 === TRIES_BEFORE_HELP) events.unreachable();
        await rest.wait(retryAfter > 0 ? retryAfter * 1000 : backOff(tries));
      }
    }
  }

  /** Shows what was said before. Null where there is nothing to go on with. */
  async function resume(): Promise<{ opened: null; watermark: string } | null> {
    const idleFor = Date.now() - (store.value.active ?? 0);
    const mine = idleFor < parts.idleMinutes * 60_000 ? session() : undefined;
    const known: Session | null = mine ?? (await tabs.ask());
    if (!known) return null;
    try {
      const { activities, watermark } = await api.read(known, '0');
      store.set({ session: known });
      for (const activity of activities) take(activity, true);
      return { opened: null, watermark };
    } catch (error) {
      if (error instanceof ApiError && (error.status === 403 || error.status === 404)) {
        store.set({ session: undefined });
        return null;
      }
      throw error;
    }
  }

  async function start(): Promise<{ opened: Opened; watermark: string }> {
    const { token } = await api.newToken();
    const opened = await api.start(token, parts.locale());
    store.set({ session: { conversationId: opened.conversationId, token: opened.token } });
    return { opened, watermark: '0' };
  }

  function run({ opened, watermark }: { opened: Opened | null; watermark: string }): void {
    const known = () => session() ?? { conversationId: '', token: '' };
    line = receiver(api, known, watermark, {
      activity: activity => take(activity, false),
      line: events.line,
      gone: () => end('gone'),
    });
    line.run(opened);
    for (const message of store.value.outbox ?? []) {
      events.pending(message);
      if (message.failed) events.delivery(message.id, 'failed');
    }
    outgoing.run();
    refresh = setInterval(() => void renew(), REFRESH_MS);
    idle = idleWatch(
      parts.idleMinutes,
      { get: () => store.value.active ?? 0, set: active => store.set({ active }) },
      events.warn,
      () => end('time-out'),
    );
  }

  async function renew(): Promise<void> {
    const now = session();
    if (!now || over) return;
    try {
      const { token } = await api.refresh(now.token);
      if (!over) store.set({ session: { ...now, token } });
    } catch (error) {
      if (error instanceof ApiError && error.status === 403) end('gone');
    }
  }

  function leave(): void {
    over = true;
    line?.stop();
    outgoing.stop();
    idle?.stop();
    rest.wake();
    clearInterval(refresh);
    store.set({ session: undefined });
  }

  function end(reason: EndReason, last: readonly Activity[] = []): void {
    if (over) return;
    leave();
    if (reason === 'deleted') store.set({ outbox: [] });
    events.typing(false);
    events.ended(reason, last);
  }

  async function rate(replyId: string, helpful: boolean, reason?: Reason): Promise<void> {
    for (let tries = 0; tries < RATE_TRIES; tries++) {
      const now = session();
      if (!now) return;
      try {
        await api.post(now, {
          type: 'event',
          name: 'feedback',
          value: { replyId, helpful, ...(reason ? { reason } : {}) },
        });
        return;
      } catch {
        await pause().wait(backOff(tries + 2));
      }
    }
  }

  return {
    begin: () => {
      if (!begun) void begin();
      begun = true;
    },
    send: text => events.pending(outgoing.add(text)),
    retry: outgoing.retry,
    rate: (replyId, helpful, reason) => void rate(replyId, helpful, reason),
    touch: () => idle?.touch(),
    wake: () => {
      rest.wake();
      line?.wake();
      outgoing.wake();
    },
    get spoken() {
      return spoken || (store.value.outbox ?? []).length > 0;
    },
    end: reason => end(reason),
    leave,
  };
}
