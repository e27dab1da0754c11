import type { PageGroup } from './staff-tools.ts';

/** All pages of the console that only signed-in staff see. */
export const staffPages: readonly PageGroup[] = [];
