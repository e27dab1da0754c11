/**
 * What somebody may do, each role all that those before it may: a reader looks, a reviewer judges, an editor
 * drafts, an approver puts drafts of others live, an admin looks after people, retention and the audit log.
 */
export const ROLES = ['reader', 'reviewer', 'editor', 'approver', 'admin'] as const;

export type Role = (typeof ROLES)[number];

/** Whether a role includes another one. */
export function includesRole(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
