/**
 * Runs something after so many rounds of the event loop. A round takes what has come from the network and no time
 * where nothing has, so that what comes at the same time gets ready together and nobody waits for nobody.
 */
export function afterRounds(rounds: number, run: () => void): void {
  if (rounds === 0) run();
  else setImmediate(() => afterRounds(rounds - 1, run));
}
