import { join } from 'node:path';
import { learnCalibration } from '../engine/build-index.ts';
import type { Calibration } from '../engine/confidence.ts';
import { readDocuments } from '../engine/read-documents.ts';
import { buildLanguageIndex, type LanguageIndex } from '../language/build-language-index.ts';

/** What the process has learnt so far. */
export type BesideMessage =
  | { readonly kind: 'calibration'; readonly calibration: Calibration }
  | { readonly kind: 'languages'; readonly languages: LanguageIndex };

const tell = (message: BesideMessage) =>
  new Promise<void>((resolve, reject) =>
    process.send?.(message, (error: Error | null) => (error ? reject(error) : resolve())),
  );

const [, , root = '.'] = process.argv;
const documents = readDocuments(join(root, 'knowledge'));
await tell({ kind: 'calibration', calibration: learnCalibration(documents) });
await tell({ kind: 'languages', languages: await buildLanguageIndex(documents) });
process.disconnect();
