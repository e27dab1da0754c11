import type { Retrieval } from '../../knowledge/engine/types.ts';

/** Whether the best candidate is a class (or one of the classes that start with it), and likely enough. */
export function isClass(found: Retrieval | null, name: string, least: number): boolean {
  const top = found?.candidates[0];
  return (
    top !== undefined &&
    top.kind === 'class' &&
    (top.id === name || top.id.startsWith(`${name}.`)) &&
    top.probability >= least
  );
}
