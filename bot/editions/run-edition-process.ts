import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { EditionMessage } from './edition-process.ts';
import type { EditionOrder, MadeEdition } from './make-edition.ts';

const MOST_MS = 10 * 60_000;

/**
 * Makes an edition in a process of its own, at low priority, so that nobody waits for it.
 * @throws {Error} where the process fails, ends early or takes longer than ten minutes.
 */
export function runEditionProcess(
  order: EditionOrder,
  onProgress: (step: string) => void = () => {},
): Promise<MadeEdition> {
  // Beside this file under whatever name it runs: TypeScript in development, JavaScript after the build.
  const program = fileURLToPath(import.meta.url).replace('run-edition-process', 'edition-process');
  const child = fork(program, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`an edition was not made within ${MOST_MS / 60_000} minutes`));
    }, MOST_MS);
    child.on('message', (message: EditionMessage) => {
      if (message.kind === 'progress') onProgress(message.step);
      else if (message.kind === 'result') resolve(message.made);
      else reject(new Error(`an edition could not be made: ${message.name}: ${message.message}`));
    });
    child.once('exit', code => {
      clearTimeout(timer);
      reject(new Error(`the process that makes editions ended with ${code}`));
    });
    child.once('error', reject);
    child.send(order);
  });
}
