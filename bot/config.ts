import { isIP } from 'node:net';
import { z } from 'zod';
import { withSecretFiles } from './secret-files.ts';
import { ROLES } from './staff/people/roles.ts';
import { parseRedisAddress, RedisAddressError } from './state/redis-address.ts';

const flag = z.enum(['true', 'false']).transform(value => value === 'true');
const list = z.string().transform(value =>
  value
    .split(',')
    .map(part => part.trim())
    .filter(Boolean),
);

/** A host that security headers can name: a domain, an address, one of IPv6 in brackets. */
const HOST_NAME = /^(?:[a-z\d](?:[a-z\d.-]*[a-z\d])?|\[[\da-f:.]+\])$/i;

const PROXY_NAMES = new Set(['loopback', 'linklocal', 'uniquelocal']);
const proxy = z.string().refine(isProxy, {
  error: ({ input }) =>
    `'${String(input)}' is no address: give IP addresses, ranges like 10.0.0.0/8, loopback, linklocal or uniquelocal`,
});
const keys = list.pipe(z.array(z.string().min(32, 'at least 32 characters each'))).default([]);
const redisAddress = z.string().transform((url, context) => {
  try {
    return parseRedisAddress(url);
  } catch (error) {
    if (!(error instanceof RedisAddressError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
});

/** `group=role` pairs, comma separated, as a record. */
const roles = list
  .transform(pairs => Object.fromEntries(pairs.map(pair => splitAtLast(pair, '='))))
  .pipe(z.record(z.string().min(1), z.enum(ROLES)));

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
  /**
   * Redis that several processes share: order of turns, replies to sockets held elsewhere, rate limits. One server
   * `redis://user:password@host:6379/0`, Cluster `redis+cluster://host:6379,host:6379`, Sentinel
   * `redis+sentinel://host:26379,host:26379/0?name=mymaster`; `rediss…` for TLS. Left out: kept in this process.
   */
  REDIS_URL: redisAddress.optional(),
  /** Address members reach the bot at, no trailing slash; links and Direct Line stream addresses start with it. */
  PUBLIC_URL: z.url({ protocol: /^https?$/, hostname: HOST_NAME }).optional(),
  /**
   * Proxies whose `X-Forwarded-*` headers are believed, comma separated: addresses, ranges, `loopback`, `linklocal`,
   * `uniquelocal`. Whoever is listed can speak for any member's address, so list no more than your own balancer.
   */
  TRUSTED_PROXIES: list.pipe(z.array(proxy)).default(['loopback']),
  /** Connections this process holds at once; more are closed as they come. */
  MAX_CONNECTIONS: z.coerce.number().int().min(10).default(20_000),
  /**
   * Connections and streams at once from one address; trusted proxies have no limit of connections. Here and below
   * an address is an IPv4 address or an IPv6 /64 network.
   */
  MAX_CONNECTIONS_PER_ADDRESS: z.coerce.number().int().min(1).default(500),
  /**
   * Secrets of Direct Line sites that ask for tokens, at least 32 characters each, comma separated, newest first;
   * one is made and kept in the data folder where none is given.
   */
  DIRECT_LINE_SECRET: keys,
  /**
   * Keys that Direct Line tokens are signed with, at least 32 characters each, comma separated. The first signs, all
   * are believed; one is made and kept in the data folder where none is given. All processes need the same.
   */
  DIRECT_LINE_KEYS: keys,
  /** Sites whose pages may use Direct Line, comma separated origins; the bot's own page always may. */
  ALLOWED_ORIGINS: list.default([]),
  /** Whether /api/messages is served, for Bot Framework channels and the emulator. */
  BOT_FRAMEWORK: flag.default(true),
  /** Bot Framework registration of the bot. Left out: /api/messages is open to callers on this machine, on loopback only. */
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
  SMS_HASH_KEYS: keys,
  /** Address of its API, to try against another one. */
  SMS_API_URL: z.url({ protocol: /^https?$/ }).optional(),
  /**
   * Ed25519 seeds that sign editions of the knowledge, 32 bytes each in base64, comma separated, newest first; made and
   * kept in the data folder where none is given. Processes with data folders of their own need the same ones.
   */
  EDITION_SIGNING_KEYS: list
    .pipe(
      z.array(
        z.string().refine(key => Buffer.from(key, 'base64').length === 32, 'must be 32 bytes in base64'),
      ),
    )
    .default([]),
  /** Conversations that every edition is tried on before it goes live, one JSON object a line; may be missing. */
  TRIAL_FILE: z.string().default('tests/eval/dev.jsonl'),
  /** Messages a minute that one conversation may send before it is asked to wait. */
  MESSAGES_PER_MINUTE: z.coerce.number().int().min(1).default(30),
  /** Messages a minute from one address, over all its conversations; a clinic may be one address. */
  MESSAGES_PER_MINUTE_PER_ADDRESS: z.coerce.number().int().min(1).default(600),
  /** Requests a minute for pages, chat and console that one process takes from one address. */
  REQUESTS_PER_MINUTE_PER_ADDRESS: z.coerce.number().int().min(1).default(3_000),
  /** Port of its own for `/metrics`; left out: on the main port, for callers on this machine or with the token. */
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  /** Address that port listens on; anything but loopback should be a network members can't reach. */
  METRICS_HOST: z.string().default('127.0.0.1'),
  /** Bearer token that `/metrics` asks for, at least 16 characters; left out: none. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** OpenTelemetry collector that takes traces by OTLP over HTTP; left out: no traces. Its other variables work too. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** The same for traces alone, with its whole path. */
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_SERVICE_NAME: z.string().max(100).default('member-help-bot'),
  /** Whether staff can sign in at `/staff`. There is no account until `npm run staff -- add-admin NAME` made one. */
  STAFF_CONSOLE: flag.default(true),
  /**
   * Secrets of the audit chain and of what is sealed for the console, at least 32 characters each, comma separated,
   * newest first; made and kept in the data folder where none is given. Old ones stay behind, or old entries of
   * the audit log can't be verified any more. All processes need the same.
   */
  STAFF_KEYS: keys,
  /** Minutes without a request after which staff are signed out. */
  STAFF_IDLE_MINUTES: z.coerce.number().min(1).max(480).default(15),
  /** Hours after which staff sign in again, however busy they are. */
  STAFF_SESSION_HOURS: z.coerce.number().min(0.1).max(24).default(8),
  /** OpenID Connect provider that staff sign in by; needs PUBLIC_URL, whose `/staff/sign-in/openid/back` it must know. */
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** Claim of the id token that holds groups or roles: a text or a list. */
  OIDC_ROLE_CLAIM: z.string().default('roles'),
  /** Which of our roles its values stand for: `plan-qa=reviewer,plan-leads=approver`; the highest counts. */
  OIDC_ROLES: roles.default({}),
  /** Claim that holds the name by which the audit log knows the person. */
  OIDC_NAME_CLAIM: z.string().default('preferred_username'),
  /** How long each kind of record is kept; left out: `bot/staff/retention/policy.yaml`, which says what it means. */
  RETENTION_POLICY: z.string().optional(),
  /** Messages that may be under way or wait in this process; more are refused for a moment, with 503. */
  QUEUE_LIMIT: z.coerce.number().int().min(1).default(1_000),
  /** Messages of one conversation that may wait; more are refused for a moment, with 429. */
  QUEUE_LIMIT_PER_CONVERSATION: z.coerce.number().int().min(1).default(30),
  /** Milliseconds that timers of this process may run late, on average, before it refuses new conversations. */
  OVERLOAD_MS: z.coerce.number().int().min(10).default(1_000),
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

/** What can't be together. A setting that is wrong by itself is left out of what a rule sees, but is `given`. */
type Rule = (config: Partial<Config>, given: (name: keyof Config) => boolean) => string | null;

const RULES: readonly Rule[] = [
  ({ HOST = '127.0.0.1', BOT_FRAMEWORK }, given) =>
    given('MicrosoftAppId') || BOT_FRAMEWORK === false || LOOPBACK.has(HOST)
      ? null
      : `HOST is ${HOST}, but without MicrosoftAppId anyone who reaches /api/messages could speak as a channel. ` +
        'Give MicrosoftAppId (and MicrosoftAppPassword), set BOT_FRAMEWORK=false, or listen on 127.0.0.1.',
  ({ MicrosoftAppType }, given) =>
    given('MicrosoftAppId') && MicrosoftAppType === 'SingleTenant' && !given('MicrosoftAppTenantId')
      ? 'MicrosoftAppType is SingleTenant: give MicrosoftAppTenantId too.'
      : null,
  ({ SMS_PROVIDER }, given) =>
    SMS_PROVIDER && !(given('SMS_ACCOUNT') && given('SMS_SECRETS') && given('PUBLIC_URL'))
      ? `SMS_PROVIDER is ${SMS_PROVIDER}: give SMS_ACCOUNT, SMS_SECRETS and PUBLIC_URL (the address its webhooks go to) too.`
      : null,
  ({ OIDC_ISSUER }, given) =>
    OIDC_ISSUER &&
    !(['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ROLES', 'PUBLIC_URL'] as const).every(given)
      ? 'OIDC_ISSUER is given: give OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_ROLES and PUBLIC_URL too.'
      : null,
  ({ OIDC_ISSUER }) =>
    OIDC_ISSUER?.startsWith('http:') && !LOOPBACK.has(new URL(OIDC_ISSUER).hostname)
      ? `OIDC_ISSUER is ${OIDC_ISSUER}: only a provider on this machine may be without https.`
      : null,
  ({ METRICS_PORT, PORT }) =>
    METRICS_PORT !== undefined && METRICS_PORT !== 0 && METRICS_PORT === PORT
      ? `METRICS_PORT and PORT are both ${PORT}: give another one, or leave METRICS_PORT out.`
      : null,
];

/** Names of all settings. */
export const SETTING_NAMES: readonly string[] = Object.keys(schema.shape);

/**
 * Reads the settings from environment variables; an empty one counts as not given, and `NAME_FILE` names a file
 * that holds the value of `NAME`.
 * @throws {ConfigError} naming every setting that is wrong and what it should be.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  readFile?: (path: string) => string,
): Config {
  const { given, problems: unreadable } = withSecretFiles(environment, SETTING_NAMES, readFile);
  const problems = [...unreadable];
  const right: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(schema.shape)) {
    const read = setting.safeParse(given[name]);
    if (read.success) right[name] = read.data;
    else problems.push(...read.error.issues.map(({ message }) => `${name}: ${message}`));
  }
  // Every value was parsed by the setting of its name.
  const config = right as Partial<Config>;
  const isGiven = (name: keyof Config) => given[name] !== undefined || Boolean(environment[`${name}_FILE`]);
  for (const rule of RULES) {
    const problem = rule(config, isGiven);
    if (problem !== null) problems.push(problem);
  }
  if (problems.length > 0) throw new ConfigError(problems.map(problem => `- ${problem}`).join('\n'));
  return schema.parse(given);
}

function isProxy(entry: string): boolean {
  if (PROXY_NAMES.has(entry)) return true;
  const [address = '', bits, ...more] = entry.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function splitAtLast(text: string, separator: string): [string, string] {
  const at = text.lastIndexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}
