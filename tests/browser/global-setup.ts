import { chromiumPath } from './chromium-path.ts';

/** Extracts Chromium before the first test needs it, so that no test pays for it. */
export async function setup(): Promise<void> {
  await chromiumPath();
}
