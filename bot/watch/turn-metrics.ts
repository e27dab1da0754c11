import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { AppError } from '../app-error.ts';
import { TURN_STEPS, type TurnStep, type TurnWatch } from '../turn/turn-watch.ts';
import { channelLabel } from './channel-label.ts';

/** Seconds; a turn costs about a millisecond, and a member leaves after some ten seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const ALARMS: readonly string[] = ['emergency', 'crisis'];

/** Counts turns by outcome, and times them by channel and step. */
export function turnMetrics(registry: Registry): TurnWatch {
  const registers = [registry];
  const turns = new Counter({
    name: 'memberhelp_turns_total',
    help: 'Member messages by how they ended; repeated: answered before, refused: too many at once, failed: not answered',
    labelNames: ['channel', 'outcome', 'language'],
    registers,
  });
  const alarms = new Counter({
    name: 'memberhelp_alarms_total',
    help: 'Messages that were answered with 911 or 988 first',
    labelNames: ['outcome'],
    registers,
  });
  // There from the start: what appears with its first value has not risen, for those who look at it.
  for (const outcome of ALARMS) alarms.inc({ outcome }, 0);
  const whole = new Histogram({
    name: 'memberhelp_turn_duration_seconds',
    help: 'Time from a message read to its reply committed, waiting included',
    labelNames: ['channel'],
    buckets: BUCKETS,
    registers,
  });
  const steps = new Histogram({
    name: 'memberhelp_turn_step_duration_seconds',
    help: `Time of one step of a turn: ${TURN_STEPS.join(', ')}`,
    labelNames: ['channel', 'step'],
    buckets: BUCKETS,
    registers,
  });
  const running = { waiting: 0, working: 0 };
  new Gauge({
    name: 'memberhelp_turns_in_progress',
    help: 'Turns that wait for an earlier one of their conversation, and turns being worked on',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'waiting' }, running.waiting);
      this.set({ state: 'working' }, running.working);
    },
  });

  const ofChannel = (channel: string) => ({
    channel,
    whole: whole.labels(channel),
    steps: Object.fromEntries(TURN_STEPS.map(step => [step, steps.labels(channel, step)])),
  });
  const channels = new Map<string, ReturnType<typeof ofChannel>>();
  const known = (name: string) => {
    const label = channelLabel(name);
    const found = channels.get(label) ?? ofChannel(label);
    channels.set(label, found);
    return found;
  };

  return {
    begin: name => {
      const { channel, whole: wholeOf, steps: stepsOf } = known(name);
      const begun = performance.now();
      let since = begun;
      let current: TurnStep | null = null;
      const leave = (now: number) => {
        if (current === null) return;
        stepsOf[current]?.observe((now - since) / 1000);
        running[current === 'wait' ? 'waiting' : 'working']--;
      };
      return {
        step: step => {
          const now = performance.now();
          leave(now);
          running[step === 'wait' ? 'waiting' : 'working']++;
          current = step;
          since = now;
        },
        end: end => {
          const now = performance.now();
          leave(now);
          current = null;
          wholeOf.observe((now - begun) / 1000);
          if (end.kind !== 'replied') {
            const refused = end.kind === 'failed' && isRefusal(end.error);
            turns.inc({ channel, outcome: refused ? 'refused' : end.kind, language: 'none' });
            return;
          }
          turns.inc({ channel, outcome: end.outcome, language: end.language });
          if (ALARMS.includes(end.outcome)) alarms.inc({ outcome: end.outcome });
        },
      };
    },
  };
}

/** Whether the member was asked to wait; that is no failure of ours. */
function isRefusal(error: unknown): boolean {
  return error instanceof AppError && error.code === 'TooManyRequests';
}
