import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform(value => value === 'true');
const list = z.string().transform(value =>
  value
    .split(',')
    .map(part => part.trim())
    .filter(Boolean),
);

const schema = z.object({
  /** TCP port to listen on; 0 takes a free one. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(3978),
  /** Address to listen on. Only loopback is open without a Bot Framework app id. */
  HOST: z.string().default('127.0.0.1'),
  /** Folder for the database, keys and caches; made where it is missing. */
  DATA_DIR: z.string().default('.data'),
  /**
   * Database of the log, `postgres://user:password@host:port/database`; left out: SQLite in the data folder. Needed
   * where several processes serve the same members from different machines.
   */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Connections to PostgreSQL that this process may hold. */
  DATABASE_CONNECTIONS: z.coerce.number().int().min(1).max(1_000).default(10),
  /** Address members reach the bot at, no trailing slash; links and Direct Line stream addresses start with it. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Secret of Direct Line sites that ask for tokens; made and kept in the data folder where it is not given. */
  DIRECT_LINE_SECRET: z.string().min(32).optional(),
  /** Sites whose pages may use Direct Line, comma separated origins; the bot's own page always may. */
  ALLOWED_ORIGINS: list.default([]),
  /** Bot Framework registration of the bot. Left out: /api/messages is open, on loopback only. */
  MicrosoftAppId: z.string().optional(),
  MicrosoftAppPassword: z.string().optional(),
  MicrosoftAppType: z.enum(['MultiTenant', 'SingleTenant', 'UserAssignedMSI']).default('SingleTenant'),
  MicrosoftAppTenantId: z.string().optional(),
  /** Company that carries text messages; left out: no SMS. */
  SMS_PROVIDER: z.enum(['twilio', 'vonage']).optional(),
  /** Account at it: Twilio's account SID, Vonage's API key. */
  SMS_ACCOUNT: z.string().optional(),
  /** Secrets its webhooks are signed with (Twilio: auth token), comma separated, newest first. */
  SMS_SECRETS: list.default([]),
  /** Our numbers in E.164, comma separated; `+12135550100=es` where those who write to it mostly speak a language. */
  SMS_NUMBERS: list.default([]),
  /**
   * Secrets of the keyed hashes that stand for phone numbers, comma separated, at least 32 characters each, newest
   * first; made and kept in the data folder where none is given. Old ones stay behind: the opt-out ledger needs them.
   */
  SMS_HASH_KEYS: list.pipe(z.array(z.string().min(32))).default([]),
  /** Address of its API, to try against another one. */
  SMS_API_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Messages a minute that one conversation may send before it is asked to wait. */
  MESSAGES_PER_MINUTE: z.coerce.number().int().min(1).default(30),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Whether the demo page is served on `/`. */
  DEMO_PAGE: flag.default(true),
});

/** Every setting of the service, parsed and checked. Names are those of the environment variables. */
export type Config = Readonly<z.infer<typeof schema>>;

/** Settings that can't be used; the message lists all of them at once. */
export class ConfigError extends Error {
  readonly code = 'config-invalid';

  constructor(problems: string) {
    super(`settings can't be used:\n${problems}`);
    this.name = 'ConfigError';
  }
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/**
 * Reads the settings from environment variables; an empty one counts as not given.
 * @throws {ConfigError} naming every setting that is wrong and what it should be.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new ConfigError(z.prettifyError(parsed.error));
  const config = parsed.data;
  if (!config.MicrosoftAppId && !LOOPBACK.has(config.HOST)) {
    throw new ConfigError(
      `HOST is ${config.HOST}, but without MicrosoftAppId anyone who reaches /api/messages could speak as a channel. ` +
        'Give MicrosoftAppId (and MicrosoftAppPassword), or listen on 127.0.0.1.',
    );
  }
  if (config.MicrosoftAppId && config.MicrosoftAppType === 'SingleTenant' && !config.MicrosoftAppTenantId) {
    throw new ConfigError('MicrosoftAppType is SingleTenant: give MicrosoftAppTenantId too.');
  }
  if (config.SMS_PROVIDER && !(config.SMS_ACCOUNT && config.SMS_SECRETS.length > 0 && config.PUBLIC_URL)) {
    throw new ConfigError(
      `SMS_PROVIDER is ${config.SMS_PROVIDER}: give SMS_ACCOUNT, SMS_SECRETS and PUBLIC_URL (the address its webhooks go to) too.`,
    );
  }
  return config;
}
