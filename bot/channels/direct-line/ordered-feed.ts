import type { FanOutListener } from '../../state/fan-out.ts';
import type { LoggedActivity } from '../../transcripts/transcript-log.ts';

/** Brings one client what is written, each activity once and in order. */
export interface OrderedFeed extends FanOutListener {
  /**
   * Starts it with what the log holds after a number; what was told before is kept until then.
   * @throws where the log can't be read
   */
  begin(after: number): Promise<void>;
}

/** Parts of a feed. */
export interface OrderedFeedParts {
  /** Activities of the log after a number, oldest first, so many at a time. */
  readonly read: (after: number) => Promise<readonly LoggedActivity[]>;
  /** Hands activities to the client, with the number of the last one; false where there is no client any more. */
  readonly deliver: (activities: readonly LoggedActivity[], last: number) => boolean;
}

/** Replies in no log that are remembered, so that none comes twice. */
const MOST_STOOD_IN = 200;

/**
 * What is told is passed on as long as it is the next; where a number is missing, or something may have been missed,
 * the log is read. Numbers that the log has not got either belonged to a talk that was deleted.
 */
export function orderedFeed({ read, deliver }: OrderedFeedParts): OrderedFeed {
  let sent = 0;
  let open = true;
  /** What was told while the log is read, null while nothing is read. */
  let held: LoggedActivity[] | null = [];
  let again = false;
  let begun = false;
  /** Ids of replies in no log that were passed on: a message that is tried again gets the same one. */
  const stoodIn = new Set<string>();

  const passUnstored = (activities: readonly LoggedActivity[]) => {
    const fresh = activities.filter(({ number, activity: { id = '' } }) => number === 0 && !stoodIn.has(id));
    if (fresh.length === 0 || !open || !begun) return;
    if (stoodIn.size >= MOST_STOOD_IN) stoodIn.clear();
    for (const { activity } of fresh) stoodIn.add(activity.id ?? '');
    open = deliver(fresh, sent);
  };

  const pass = (activities: readonly LoggedActivity[]) => {
    const before = sent;
    // Each number must be above all before it: what was told twice may stand twice in the list.
    const fresh = activities.filter(({ number }) => {
      const rises = number > sent;
      if (rises) sent = number;
      return rises;
    });
    if (sent === before || !open) return;
    open = deliver(fresh, sent);
  };

  const readOn = async () => {
    // The log hands out so many at a time: read on until nothing is left.
    do {
      again = false;
      for (let more = true; more && open; ) {
        const activities = await read(sent);
        pass(activities);
        more = activities.length > 0;
      }
    } while (again);
    // At once, before anything else can be told: every gap that is left was looked up after it was told of.
    release();
  };

  const catchUp = (told: readonly LoggedActivity[]) => {
    held = [...told];
    readOn().catch(() => {
      // Nothing behind a gap is passed on: it is read when something is told or missed again.
      const late = sorted();
      held = null;
      for (const one of late) if (one.number === sent + 1) pass([one]);
    });
  };

  const sorted = () => [...(held ?? [])].sort((one, other) => one.number - other.number);

  const release = () => {
    const late = sorted();
    held = null;
    pass(late);
  };

  return {
    begin: async after => {
      // Only what is written from now on is wanted: what was told already was written since.
      const [first] = held ?? [];
      sent = first ? Math.min(after, first.number - 1) : after;
      begun = true;
      await readOn();
    },
    written: activities => {
      passUnstored(activities);
      const next = activities.find(({ number }) => number > sent);
      if (!next) return;
      if (held) {
        held.push(...activities);
        // The log may have been read before what is missing in front of these was written.
        again = true;
      } else if (next.number === sent + 1) pass(activities);
      else catchUp(activities);
    },
    missed: () => {
      if (held) again = true;
      else catchUp([]);
    },
    seen: () => sent,
  };
}
