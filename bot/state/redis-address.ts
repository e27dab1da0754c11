/** Where Redis is and how it is reached, as `REDIS_URL` says it. */
export type RedisAddress = RedisLogin &
  (
    | { readonly kind: 'single'; readonly host: RedisHost }
    | { readonly kind: 'cluster'; readonly hosts: readonly RedisHost[] }
    | { readonly kind: 'sentinel'; readonly sentinels: readonly RedisHost[]; readonly name: string }
  );

/** A server by host and port. */
export interface RedisHost {
  readonly host: string;
  readonly port: number;
}

/** What is needed to get in, the same for every server. */
export interface RedisLogin {
  readonly tls: boolean;
  readonly username: string | null;
  readonly password: string | null;
  /** Number of the database, 0 by default; Cluster has only that one. */
  readonly database: number;
}

/** A `REDIS_URL` that can't be used. The message never quotes it: it may hold a password. */
export class RedisAddressError extends Error {
  readonly code = 'redis-address';

  constructor(problem: string) {
    super(`${problem}. Forms: ${FORMS}`);
    this.name = 'RedisAddressError';
  }
}

const FORMS =
  'redis://user:password@host:6379/0 · redis+cluster://host:6379,host:6379 · ' +
  'redis+sentinel://host:26379,host:26379/0?name=mymaster (rediss… for TLS)';
const URL_PARTS =
  /^(rediss?)(\+cluster|\+sentinel)?:\/\/(?:([^@/?]*)@)?([^/?@]+)(?:\/(\d{1,4})?)?(?:\?(.*))?$/;
const HOST_PARTS = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/i;
const PORT = 6379;
const SENTINEL_PORT = 26_379;

/**
 * Reads a `REDIS_URL`. Names and passwords are percent-encoded.
 * @throws {RedisAddressError}
 */
export function parseRedisAddress(url: string): RedisAddress {
  const [, scheme, form, login, hosts, database, query] = URL_PARTS.exec(url) ?? [];
  if (scheme === undefined || hosts === undefined) throw new RedisAddressError('not a Redis address');
  const [username, password] = loginParts(login);
  const common = {
    tls: scheme === 'rediss',
    username,
    password,
    database: Number(database ?? 0),
  };
  const servers = hosts.split(',').map(host => parseHost(host, form === '+sentinel' ? SENTINEL_PORT : PORT));
  switch (form) {
    case '+cluster':
      if (common.database !== 0) throw new RedisAddressError('Cluster has database 0 only');
      return { kind: 'cluster', hosts: servers, ...common };
    case '+sentinel': {
      const name = new URLSearchParams(query).get('name');
      if (!name) throw new RedisAddressError('Sentinel needs the name of the master: ?name=mymaster');
      return { kind: 'sentinel', sentinels: servers, name, ...common };
    }
    default: {
      const [host] = servers;
      if (!host || servers.length > 1)
        throw new RedisAddressError('several hosts need redis+cluster:// or redis+sentinel://');
      return { kind: 'single', host, ...common };
    }
  }
}

function loginParts(login: string | undefined): readonly [string | null, string | null] {
  if (!login) return [null, null];
  const colon = login.indexOf(':');
  const name = colon < 0 ? login : login.slice(0, colon);
  const password = colon < 0 ? '' : login.slice(colon + 1);
  try {
    return [decodeURIComponent(name) || null, decodeURIComponent(password) || null];
  } catch {
    throw new RedisAddressError('user and password must be percent-encoded');
  }
}

function parseHost(text: string, defaultPort: number): RedisHost {
  const [, host, port] = HOST_PARTS.exec(text) ?? [];
  const number = Number(port ?? defaultPort);
  if (host === undefined || number < 1 || number > 65_535)
    throw new RedisAddressError('a host can not be read');
  return { host: host.replace(/^\[|\]$/g, ''), port: number };
}
