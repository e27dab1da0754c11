import { setPriority } from 'node:os';
import { type EditionOrder, type MadeEdition, makeEdition } from './make-edition.ts';

/** What the process tells the service. */
export type EditionMessage =
  | { readonly kind: 'progress'; readonly step: string }
  | { readonly kind: 'result'; readonly made: MadeEdition }
  | { readonly kind: 'failed'; readonly name: string; readonly message: string };

/** Below everything else: members' answers come first. */
const LOW = 5;

const tell = (message: EditionMessage) => process.send?.(message);

/** The last message: the channel closes when all of it (some 15 MB) has gone through. */
const finish = (message: EditionMessage) => process.send?.(message, () => process.disconnect());

process.once('message', order => {
  setPriority(LOW);
  // Sent by run-edition-process.ts.
  makeEdition(order as EditionOrder, step => tell({ kind: 'progress', step }))
    .then(made => finish({ kind: 'result', made }))
    .catch((error: unknown) => {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      finish({ kind: 'failed', name, message });
    });
});
