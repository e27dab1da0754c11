import type { Borne } from './try-attack.ts';

/** Milliseconds within which every member had a reply. */
const LONGEST_MS = 3_000;

/** Whether members were served all the while and nothing broke inside. */
export function wasBorne({ members, inside, tally }: Borne): boolean {
  return (
    members.turns > 0 &&
    members.failed === 0 &&
    members.longest <= LONGEST_MS &&
    inside === 0 &&
    tally['500'] === undefined
  );
}
