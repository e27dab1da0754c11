import type { RedisClient } from './connect-redis.ts';

/** Channels of Redis that this process listens to. */
export interface RedisChannels {
  /**
   * Listens to a channel; one listener a channel.
   * @param onMessage called with each message
   * @param onGap called when messages may have been missed, since the connection was lost and is back
   */
  listen(channel: string, onMessage: (message: string) => void, onGap: () => void): ChannelListener;
  /** Whether messages can arrive now. */
  connected(): boolean;
}

/** One channel listened to. */
export interface ChannelListener {
  /** Resolves when messages arrive from now on, or when that can't be had for the time being; never rejects. */
  readonly inEffect: Promise<void>;
  end(): void;
}

const MOST_AT_ONCE = 500;

interface Heard {
  readonly onMessage: (message: string) => void;
  readonly onGap: () => void;
}

/** Listens on a connection of its own, and anew to everything after it was lost. */
export function redisChannels(listener: RedisClient): RedisChannels {
  const heard = new Map<string, Heard>();
  listener.on('message', (channel: string, message: string) => heard.get(channel)?.onMessage(message));

  const listenAgain = async () => {
    const channels = [...heard.keys()];
    for (let place = 0; place < channels.length; place += MOST_AT_ONCE) {
      const some = channels.slice(place, place + MOST_AT_ONCE);
      await listener.subscribe(...some);
      for (const channel of some) heard.get(channel)?.onGap();
    }
  };
  // Where that fails the connection is lost again, and the next one starts over.
  listener.on('ready', () => void listenAgain().catch(() => {}));

  return {
    connected: () => listener.status === 'ready',
    listen: (channel, onMessage, onGap) => {
      const mine = { onMessage, onGap };
      heard.set(channel, mine);
      const inEffect = listener.subscribe(channel).then(
        () => {},
        () => {},
      );
      return {
        inEffect,
        end: () => {
          if (heard.get(channel) !== mine) return;
          heard.delete(channel);
          listener.unsubscribe(channel).catch(() => {});
        },
      };
    },
  };
}
