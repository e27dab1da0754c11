import { join } from 'node:path';
import { IndexError } from '../knowledge/engine/index-error.ts';
import { type PassageFinder, passageFinder } from '../knowledge/passages/find-passage.ts';
import { openShelf } from '../knowledge/passages/passage-shelf.ts';

/**
 * The passages that `knowledge -- passages on` put into service; null where there are none. What can't be read is told and
 * left out: everything else works without it.
 */
export function loadPassageFinder(
  dataDir: string,
  onDamage: (error: IndexError) => void,
): PassageFinder | null {
  try {
    const shelf = openShelf(join(dataDir, 'ingest', 'passages'));
    return shelf && passageFinder(shelf);
  } catch (error) {
    if (!(error instanceof IndexError)) throw error;
    onDamage(error);
    return null;
  }
}
