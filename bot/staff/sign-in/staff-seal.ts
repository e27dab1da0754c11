import { type Seal, seal } from '../../state/seal.ts';

/** Seal of what the console keeps: secrets of second factors, sign-ins under way. @param keys newest first */
export function staffSeal(keys: readonly Buffer[]): Seal {
  return seal(keys, 'staff-seal');
}
