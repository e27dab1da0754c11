import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Calibration } from '../engine/confidence.ts';
import type { LanguageIndex } from '../language/build-language-index.ts';
import type { BesideMessage } from './beside-process.ts';

/** What is learnt on another processor while the index is. */
export interface Beside {
  /** How far the ranking of the index can be trusted. */
  readonly calibration: Promise<Calibration>;
  readonly languages: Promise<LanguageIndex>;
}

/** Begins to learn in a process of its own. @param root folder whose `knowledge` holds the documents */
export function learnBeside(root: string): Beside {
  // Beside this file under whatever name it runs: TypeScript in development, JavaScript after the build.
  const program = fileURLToPath(import.meta.url).replace('learn-beside', 'beside-process');
  const child = fork(program, [root], { serialization: 'advanced' });
  const told = <K extends BesideMessage['kind']>(kind: K) =>
    new Promise<Extract<BesideMessage, { readonly kind: K }>>((resolve, reject) => {
      child.on('message', (message: BesideMessage) => {
        if (message.kind === kind) resolve(message as Extract<BesideMessage, { readonly kind: K }>); // just compared
      });
      child.once('error', reject);
      child.once('exit', code => reject(new Error(`what learns beside the index ended with ${code}`)));
    });
  const calibration = told('calibration').then(message => message.calibration);
  const languages = told('languages').then(message => message.languages);
  // Waited for one after the other: a failure of both must not count as one that nobody caught.
  languages.catch(() => {});
  return { calibration, languages };
}
