import type { TranscriptLog } from '../transcripts/transcript-log.ts';
import type { LocalFanOut } from './fan-out.ts';

/** Parts the log is watched with. */
export interface LogWatchParts {
  readonly log: Pick<TranscriptLog, 'lastNumbers'>;
  readonly fanOut: LocalFanOut;
  /** Milliseconds until the next look. */
  readonly pauseMs: () => number;
}

const MOST_AT_ONCE = 500;

/**
 * Asks the log now and then how far the conversations with open connections are, and tells those connections that are
 * behind. This is how replies of other processes arrive while Redis is gone, and the net below it while it is there.
 * @returns a function that ends it
 */
export function watchLog({ log, fanOut, pauseMs }: LogWatchParts): () => void {
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  const look = async () => {
    const held = fanOut.held();
    for (let place = 0; place < held.length; place += MOST_AT_ONCE) {
      const last = await log.lastNumbers(held.slice(place, place + MOST_AT_ONCE));
      for (const [conversationId, number] of last) fanOut.missed(conversationId, number);
    }
  };
  const again = () => {
    if (ended) return;
    timer = setTimeout(
      () => {
        // A log that can't be read now is asked again next time.
        void look()
          .catch(() => {})
          .then(again);
      },
      pauseMs() * (0.5 + Math.random()),
    );
    timer.unref();
  };
  again();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
