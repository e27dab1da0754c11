import type { Role } from '../people/roles.ts';

/** A link of the bar that all pages have. */
export interface NavEntry {
  readonly href: string;
  readonly label: string;
  /** Least role that sees it. */
  readonly role: Role;
  /** Place in the bar, lowest first; who signs in lands on the first. */
  readonly order: number;
}
