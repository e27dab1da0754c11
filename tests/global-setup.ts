import { buildAll } from '../bot/cli/build-all.ts';

/** Builds knowledge and words once, if they are not up to date: most tests ask the real ones. */
export async function setup(): Promise<void> {
  await buildAll({ today: new Date().toISOString().slice(0, 10) });
}
