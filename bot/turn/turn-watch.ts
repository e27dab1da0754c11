/** What a turn does one after the other, as it is measured: `wait` is the time until earlier turns are done. */
export const TURN_STEPS = ['wait', 'read', 'mask', 'decide', 'words', 'commit'] as const;

/** One of them. */
export type TurnStep = (typeof TURN_STEPS)[number];

/** How a turn ended, as it is measured. Nothing in it tells who wrote or what. */
export type TurnEnd =
  | { readonly kind: 'replied'; readonly outcome: string; readonly language: string }
  | { readonly kind: 'repeated' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Follows one turn. Steps come in any number: a turn that is decided anew goes through some of them again. */
export interface TurnProbe {
  /** The step before has ended and this one begins. */
  step(name: TurnStep): void;
  end(end: TurnEnd): void;
}

/** Told of every turn, for metrics and traces. It must be cheap and never throw. */
export interface TurnWatch {
  /** @param channel name of the channel as in the log */
  begin(channel: string): TurnProbe;
}

/** Watches nothing. */
export const unwatched: TurnWatch = { begin: () => ({ step: () => {}, end: () => {} }) };

/** Tells several watches of each turn. */
export function watchAll(watches: readonly TurnWatch[]): TurnWatch {
  const [only, ...more] = watches;
  if (!only) return unwatched;
  if (more.length === 0) return only;
  return {
    begin: channel => {
      const probes = watches.map(watch => watch.begin(channel));
      return {
        step: name => {
          for (const probe of probes) probe.step(name);
        },
        end: end => {
          for (const probe of probes) probe.end(end);
        },
      };
    },
  };
}
