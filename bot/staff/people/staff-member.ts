import type { Role } from './roles.ts';

/** Who is signed in. */
export interface StaffMember {
  readonly id: string;
  /** As the audit log names them. */
  readonly name: string;
  readonly role: Role;
}
