/** A wait that can be cut short. */
export interface Pause {
  /** Resolves after `ms`, or as soon as `wake` is called. */
  wait(ms: number): Promise<void>;
  wake(): void;
}

export function pause(): Pause {
  let end: (() => void) | null = null;
  return {
    wait: ms =>
      new Promise(resolve => {
        const timer = setTimeout(() => end?.(), ms);
        end = () => {
          clearTimeout(timer);
          end = null;
          resolve();
        };
      }),
    wake: () => end?.(),
  };
}
