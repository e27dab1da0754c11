import { backOff } from './back-off.ts';
import { ApiError, type DirectLineApi, type PostReply, type Session } from './direct-line-api.ts';
import { pause } from './pause.ts';
import type { Outgoing, TabStore } from './tab-store.ts';

/** What happens to a message. */
export interface SenderEvents {
  readonly sending: (message: Outgoing) => void;
  readonly sent: (message: Outgoing, reply: PostReply) => void;
  /** The service does not take it. */
  readonly failed: (message: Outgoing) => void;
  /** It could not be sent now and is tried again by itself. */
  readonly waiting: (message: Outgoing, error: ApiError) => void;
  readonly gone: () => void;
}

/** Sends messages one after the other, each until the service has it. The same id again is never run twice there. */
export interface Sender {
  add(text: string): Outgoing;
  retry(id: string): void;
  /** The service has it: its echo came before the answer to the call. */
  acknowledge(id: string): void;
  run(): void;
  wake(): void;
  stop(): void;
}

export function sender(
  api: DirectLineApi,
  store: TabStore,
  session: () => Session | undefined,
  locale: () => string,
  events: SenderEvents,
): Sender {
  const rest = pause();
  let running = false;
  let stopped = false;

  const outbox = () => store.value.outbox ?? [];
  const drop = (id: string) => store.set({ outbox: outbox().filter(message => message.id !== id) });
  const mark = (id: string, failed: boolean) =>
    store.set({
      outbox: outbox().map(message => (message.id === id ? { ...message, failed } : message)),
    });

  const run = async () => {
    if (running) return;
    running = true;
    let tries = 0;
    for (;;) {
      const message = outbox().find(({ failed }) => !failed);
      const current = session();
      if (!message || !current || stopped) break;
      try {
        events.sending(message);
        const reply = await api.post(current, {
          type: 'message',
          text: message.text,
          locale: locale(),
          channelData: { clientActivityID: message.id },
        });
        if (stopped) break;
        drop(message.id);
        tries = 0;
        events.sent(message, reply);
      } catch (error) {
        if (stopped) break;
        const failed = error instanceof ApiError ? error : new ApiError(0);
        const { status, retryAfter } = failed;
        if (status === 403 || status === 404) {
          events.gone();
          break;
        }
        if (status === 0 || status === 429 || status >= 500) {
          events.waiting(message, failed);
          await rest.wait(retryAfter > 0 ? retryAfter * 1000 : backOff(tries++));
        } else {
          mark(message.id, true);
          events.failed(message);
        }
      }
    }
    running = false;
  };

  return {
    add: text => {
      const message = { id: newId(), text };
      store.set({ outbox: [...outbox(), message] });
      void run();
      return message;
    },
    retry: id => {
      mark(id, false);
      void run();
    },
    acknowledge: drop,
    run: () => void run(),
    wake: rest.wake,
    stop: () => {
      stopped = true;
      rest.wake();
    },
  };
}

/** `crypto.randomUUID` is missing on pages without TLS. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
