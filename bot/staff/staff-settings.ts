import type { SessionTimes } from './sign-in/sessions.ts';

/** Settings of the console, already checked. */
export interface StaffSettings {
  /** Folder for keys and the heads of the audit log. */
  readonly dataDir: string;
  /** Address of the service without trailing slash, or null where none is set. */
  readonly publicUrl: string | null;
  /** Secret of the audit chain, and of what is sealed in the database. */
  readonly key: Buffer;
  readonly times: SessionTimes;
}
