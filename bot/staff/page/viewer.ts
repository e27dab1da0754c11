import { createContext } from 'preact';
import type { StaffMember } from '../people/staff-member.ts';
import type { NavEntry } from './nav.ts';

/** What every part of a page may need to know of who looks at it. */
export interface Viewer {
  readonly staff: StaffMember | null;
  readonly formToken: string;
  /** Path of the page, to mark where one is. */
  readonly path: string;
  /** Path with its query. */
  readonly address: string;
  /** Milliseconds until the session ends if nothing more is asked for. */
  readonly sessionMs: number | null;
  readonly nav: readonly NavEntry[];
  readonly stylesheet: string;
  readonly script: string;
}

/** Handed down through a page, so that no form can forget its token. */
export const ViewerContext = createContext<Viewer>({
  staff: null,
  formToken: '',
  path: '/staff',
  address: '/staff',
  sessionMs: null,
  nav: [],
  stylesheet: '',
  script: '',
});
