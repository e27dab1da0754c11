import type { Config } from '../config.ts';
import { keptKeys } from '../state/keys.ts';
import { loadRetentionPolicy, type RetentionPolicy } from './retention/policy.ts';
import type { OpenIdSettings } from './sign-in/open-id.ts';
import type { SessionTimes } from './sign-in/sessions.ts';

/** Settings of the console, already checked. */
export interface StaffSettings {
  /** Folder for keys and the heads of the audit log. */
  readonly dataDir: string;
  /** Address of the service without trailing slash, or null where none is set. */
  readonly publicUrl: string | null;
  /** Secrets of the audit chain and of what is sealed in the database, newest first. */
  readonly keys: readonly Buffer[];
  readonly times: SessionTimes;
  /** Identity provider of the plan; null: local accounts only. */
  readonly openId: OpenIdSettings | null;
  readonly retention: RetentionPolicy;
}

const MINUTE = 60_000;

/** The console's part of the settings; its keys are made in the data folder where none is given. */
export function staffSettings(config: Config): StaffSettings {
  const given = config.STAFF_KEYS.map(key => Buffer.from(key));
  return {
    dataDir: config.DATA_DIR,
    publicUrl: config.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    keys: given.length > 0 ? given : keptKeys(config.DATA_DIR, 'staff'),
    times: { idleMs: config.STAFF_IDLE_MINUTES * MINUTE, wholeMs: config.STAFF_SESSION_HOURS * 60 * MINUTE },
    openId:
      config.OIDC_ISSUER && config.OIDC_CLIENT_ID && config.OIDC_CLIENT_SECRET
        ? {
            issuer: config.OIDC_ISSUER,
            clientId: config.OIDC_CLIENT_ID,
            clientSecret: config.OIDC_CLIENT_SECRET,
            roleClaim: config.OIDC_ROLE_CLAIM,
            nameClaim: config.OIDC_NAME_CLAIM,
            roles: config.OIDC_ROLES,
          }
        : null,
    retention: loadRetentionPolicy(config.RETENTION_POLICY),
  };
}

/** Why the console must not be served, or null: passwords and sessions never go over a network in the clear. */
export function whyNoConsole(config: Config): string | null {
  if (!config.STAFF_CONSOLE) return 'STAFF_CONSOLE is false';
  const here = ['127.0.0.1', '::1', 'localhost'].includes(config.HOST);
  if (here || config.PUBLIC_URL?.startsWith('https:')) return null;
  return `HOST is ${config.HOST} and PUBLIC_URL is not https: passwords would go over the network in the clear`;
}
