import type { DraftSchema } from './drafts/draft-schema.ts';
import type { Role } from './people/roles.ts';

/** Somebody who may sign in to the console. Rows are never removed: the audit log names them. */
export interface StaffRow {
  readonly id: string;
  /** Name to sign in with and to be seen by in the audit log, lower case; never given to somebody else. */
  readonly name: string;
  readonly role: Role;
  readonly state: 'invited' | 'active' | 'deactivated';
  /** Argon2id, in PHC form; null where the person signs in through OpenID Connect only. */
  readonly password_hash: string | null;
  /** TOTP secret under the console's seal. */
  readonly totp_sealed: string | null;
  /** Last 30-second step whose code was used: none is taken twice. */
  readonly totp_step: number;
  /** Hash of the one-time set-up code, and until when it can be used. */
  readonly setup_hash: string | null;
  readonly setup_until: number | null;
  /** `issuer subject` of the identity provider. */
  readonly openid: string | null;
  /** Milliseconds since 1970. */
  readonly created_at: number;
  readonly signed_in_at: number | null;
}

/** A code that stands in for the phone once. */
export interface RecoveryCodeRow {
  readonly staff_id: string;
  readonly code_hash: string;
  readonly used_at: number | null;
}

/** A signed-in browser. Only the hash of its token is kept. */
export interface StaffSessionRow {
  readonly token_hash: string;
  readonly staff_id: string;
  readonly method: 'password' | 'openid';
  readonly started_at: number;
  readonly seen_at: number;
  /** When it ends, used or not. */
  readonly ends_at: number;
}

/** Failed tries to sign in, by account or by address. */
export interface SignInFailureRow {
  readonly key: string;
  readonly count: number;
  readonly last_at: number;
  readonly locked_until: number;
}

/** One entry of the audit log; each carries the hash of the one before it. */
export interface AuditRow {
  readonly seq: number;
  readonly at: number;
  readonly who: string;
  readonly action: string;
  readonly subject: string;
  /** JSON. */
  readonly details: string;
  readonly previous: string;
  readonly hash: string;
}

/** The one row that says where the audit log ends and up to where it was purged. */
export interface AuditHeadRow {
  readonly id: number;
  readonly seq: number;
  readonly hash: string;
  readonly purged_to: number;
}

/** A talk that must be kept, however old, until the hold is lifted. */
export interface LegalHoldRow {
  readonly conversation_id: string;
  readonly placed_by: string;
  readonly why: string;
  readonly at: number;
  /** 1 where the member has asked for deletion meanwhile: it is done when the hold is lifted. */
  readonly deletion_due: number;
}

/** A day on which records that are too old were purged; its row says which process did it. */
export interface PurgeDayRow {
  /** `YYYY-MM-DD` in the plan's time zone. */
  readonly day: string;
  readonly at: number;
}

/** The last form that somebody sent after they had been signed out, under the console's seal. */
export interface UnsentFormRow {
  readonly staff_id: string;
  readonly sealed: string;
  readonly at: number;
}

/** The newest report on articles and site; there is one row, with id 1. */
export interface SiteReportRow {
  readonly id: number;
  /** JSON, see `knowledge/drift/drift-report.ts`. */
  readonly report: string;
  readonly made_at: number;
}

/** A finding of it that somebody has dealt with. */
export interface SiteMarkRow {
  readonly finding: string;
  /** The finding's `since`: where it went and came back, the mark no longer fits. */
  readonly since: string;
  readonly by: string;
  readonly at: number;
}

/** Tables of the console. */
export interface StaffSchema extends DraftSchema {
  readonly staff: StaffRow;
  readonly staff_recovery_codes: RecoveryCodeRow;
  readonly staff_sessions: StaffSessionRow;
  readonly sign_in_failures: SignInFailureRow;
  readonly audit: AuditRow;
  readonly audit_head: AuditHeadRow;
  readonly legal_holds: LegalHoldRow;
  readonly purge_days: PurgeDayRow;
  readonly unsent_forms: UnsentFormRow;
  readonly site_reports: SiteReportRow;
  readonly site_marks: SiteMarkRow;
}
