import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { keptKeys } from '../state/keys.ts';
import { databaseEditions } from '../transcripts/edition-store.ts';
import type { LogDatabase } from '../transcripts/schema.ts';
import type { EditionPlace } from './fetch-edition.ts';
import { editionSigner } from './signature.ts';

/**
 * The editions of a database, their files in the data folder.
 * @param keys seeds that sign them, base64, newest first; where there is none, one is made and kept in the data folder
 */
export function openEditionPlace(db: LogDatabase, dataFolder: string, keys: readonly string[]): EditionPlace {
  const folder = join(dataFolder, 'editions');
  mkdirSync(folder, { recursive: true });
  const seeds =
    keys.length > 0 ? keys.map(key => Buffer.from(key, 'base64')) : keptKeys(dataFolder, 'edition-signing');
  return { store: databaseEditions(db), signer: editionSigner(seeds), folder };
}
