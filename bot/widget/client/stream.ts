import type { ActivitySet } from './activity.ts';
import { readFrame } from './read-set.ts';

const KEEP_ALIVE_MS = 20_000;
/** The service sends a keep-alive each 30 s; after this much silence the line is dead, whatever the browser says. */
const SILENCE_MS = 75_000;
const OPEN_MS = 15_000;

/** One WebSocket to the conversation's stream. */
export interface Stream {
  close(): void;
}

/**
 * Connects. `onClose` is called once, with whether the socket ever opened.
 * @param url address from the service, good for one minute
 */
export function openStream(
  url: string,
  on: {
    readonly open: () => void;
    readonly set: (set: ActivitySet) => void;
    readonly close: (opened: boolean) => void;
  },
): Stream {
  const socket = new WebSocket(url);
  let opened = false;
  let over = false;
  let heard = Date.now();
  const beat = setInterval(() => {
    if (Date.now() - heard > SILENCE_MS) finish();
    else if (socket.readyState === WebSocket.OPEN) socket.send('');
  }, KEEP_ALIVE_MS);
  const slow = setTimeout(() => {
    if (!opened) finish();
  }, OPEN_MS);
  socket.onopen = () => {
    opened = true;
    heard = Date.now();
    on.open();
  };
  socket.onmessage = ({ data }) => {
    heard = Date.now();
    const set = readFrame(data);
    if (set) on.set(set);
  };
  socket.onclose = finish;
  socket.onerror = finish;
  return { close: finish };

  function finish(): void {
    if (over) return;
    over = true;
    clearInterval(beat);
    clearTimeout(slow);
    socket.onclose = socket.onerror = socket.onmessage = null;
    socket.close();
    on.close(opened);
  }
}
