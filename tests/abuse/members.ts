import { setTimeout as wait } from 'node:timers/promises';
import { memberTexts } from '../bench/load/member-texts.ts';
import { type Percentiles, percentilesOf } from '../bench/load/percentiles.ts';
import { directLineTalk } from '../bench/load/talk.ts';

/** How members fared. */
export interface MembersFared extends Percentiles {
  readonly turns: number;
  readonly failed: number;
  /** The first failure, as text; null where there is none. */
  readonly failure: string | null;
  readonly longest: number;
}

/** Milliseconds after which a member is taken to have been given no answer. */
const PATIENCE_MS = 10_000;

/**
 * Lets members talk, each from an address of their own, until told to stop. A turn is over when its reply was read
 * from the stream.
 */
export function letMembersTalk(options: {
  readonly port: number;
  readonly secret: string;
  readonly talks: number;
  /** Milliseconds between two messages of one member. */
  readonly pauseMs: number;
}): { stop(): Promise<MembersFared> } {
  const texts = memberTexts();
  const times: number[] = [];
  let [failed, stopped] = [0, false];
  let failure: string | null = null;

  const member = async (place: number) => {
    const address = `127.0.1.${place + 1}`;
    const name = `${process.hrtime.bigint()}-${place}`;
    const begin = () =>
      inTime(directLineTalk([options.port, options.port], options.secret, name, 'websocket', address));
    const say = async (said: number) => {
      const talk = await talking;
      const begun = performance.now();
      await inTime(talk.say(texts[(place * 31 + said * 7) % texts.length] ?? ''));
      times.push(performance.now() - begun);
    };
    let talking = begin();
    await wait((options.pauseMs * place) / options.talks);
    for (let said = 0; !stopped; said++) {
      try {
        await say(said);
      } catch (error) {
        failed++;
        failure ??= error instanceof Error ? error.message : String(error);
        talking = begin();
      }
      await wait(options.pauseMs);
    }
    await talking.then(
      talk => talk.close(),
      () => {},
    );
  };
  const all = Promise.all(Array.from({ length: options.talks }, (_, place) => member(place)));
  return {
    stop: async () => {
      stopped = true;
      await all;
      return {
        turns: times.length,
        failed,
        failure,
        longest: Math.max(0, ...times),
        ...percentilesOf(times),
      };
    },
  };
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const late = wait(PATIENCE_MS, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`no answer in ${PATIENCE_MS / 1_000} s`);
  });
  late.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
  }
}
