import type { Session } from './direct-line-api.ts';

/** Lets a second tab of the same site go on with the talk of the first, with nothing stored: the first tab is asked. */
export interface OtherTabs {
  /** The session of another open tab, or null where none answers soon. */
  ask(): Promise<Session | null>;
}

const ANSWER_MS = 120;

/**
 * @param server the service's origin; chats of different services on one site don't mix
 * @param session what this tab answers with
 */
export function otherTabs(server: string, session: () => Session | undefined): OtherTabs {
  if (typeof BroadcastChannel === 'undefined') return { ask: async () => null };
  const channel = new BroadcastChannel(`member-help-chat ${server}`);
  let take: ((session: Session) => void) | null = null;
  channel.onmessage = ({ data }: MessageEvent<{ ask?: true; session?: Session }>) => {
    const mine = session();
    if (data.ask && mine) channel.postMessage({ session: mine });
    else if (data.session) take?.(data.session);
  };
  return {
    ask: () =>
      new Promise(resolve => {
        const end = (found: Session | null) => {
          take = null;
          clearTimeout(timer);
          resolve(found);
        };
        const timer = setTimeout(() => end(null), ANSWER_MS);
        take = end;
        channel.postMessage({ ask: true });
      }),
  };
}
