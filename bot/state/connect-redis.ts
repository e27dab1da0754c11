import {
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleAll,
} from 'cockatiel';
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { RedisAddress } from './redis-address.ts';

/** A client for one server, a Sentinel group or a Cluster. */
export type RedisClient = Redis | Cluster;

/** Two connections to Redis, one for commands and one that listens, with a circuit breaker around the commands. */
export interface RedisLink {
  /**
   * Runs commands, or fails at once while Redis is known not to answer. Nothing is queued for later.
   * @throws whatever the command failed with, or cockatiel's `BrokenCircuitError`.
   */
  run<T>(work: (client: RedisClient) => Promise<T>): Promise<T>;
  /** The connection for commands, for what must be sent past the breaker. */
  readonly client: RedisClient;
  /** The connection that listens. */
  readonly listener: RedisClient;
  /** Whether the last commands were answered. */
  usable(): boolean;
  close(): void;
}

/** What a link can be told. */
export interface RedisLinkOptions {
  /** Milliseconds a command may take, 300 by default. A turn waits no longer before it goes on without Redis. */
  readonly commandMs?: number;
  /** Called when the circuit opens (false) and when it closes again (true). */
  readonly onChange?: (usable: boolean) => void;
}

const COMMAND_MS = 300;
const CONNECT_MS = 1_000;
/** A connection with a command this long unanswered is given up: the server is frozen or the way to it is cut. */
const SILENT_MS = 2_000;
const FAILURES_TO_OPEN = 3;
const FIRST_REST_MS = 250;
const LONGEST_REST_MS = 5_000;
const PROBE_MS = 500;
/** Milliseconds after which a Cluster is asked again which node has which keys. */
const SLOTS_MS = 2_000;
const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 2_000;

/**
 * Opens the link; Redis need not be there yet. It comes back by itself, each try after a longer wait of which half
 * is left to chance, so that many processes don't come back together.
 */
export function connectRedis(address: RedisAddress, options: RedisLinkOptions = {}): RedisLink {
  const commandMs = options.commandMs ?? COMMAND_MS;
  const client = openClient(address, commandMs);
  // A subscription that is late is no failure: only a lost connection is, and after it all are made anew.
  const listener = openClient(address, null);
  const breaker = breakerWith(options.onChange ?? (() => {}));
  let usable = true;
  let probe: NodeJS.Timeout | undefined;
  const endProbe = () => {
    clearInterval(probe);
    probe = undefined;
  };
  breaker.onBreak(() => {
    usable = false;
    // Asked by ourselves, so that it is known when Redis is back also where nobody talks.
    probe ??= setInterval(() => void breaker.execute(() => client.ping()).catch(() => {}), PROBE_MS).unref();
  });
  breaker.onReset(() => {
    usable = true;
    endProbe();
  });
  return {
    run: work => breaker.execute(() => work(client)),
    client,
    listener,
    usable: () => usable && client.status === 'ready',
    close: () => {
      endProbe();
      client.disconnect();
      listener.disconnect();
    },
  };
}

function breakerWith(onChange: (usable: boolean) => void): CircuitBreakerPolicy {
  const breaker = circuitBreaker(handleAll, {
    breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
    // cockatiel's backoff leaves part of each wait to chance.
    halfOpenAfter: new ExponentialBackoff({ initialDelay: FIRST_REST_MS, maxDelay: LONGEST_REST_MS }),
  });
  let open = false;
  breaker.onBreak(() => {
    if (!open) onChange(false);
    open = true;
  });
  breaker.onReset(() => {
    if (open) onChange(true);
    open = false;
  });
  return breaker;
}

/** Milliseconds before the next try to connect. */
function retryAfter(times: number): number {
  const full = Math.min(FIRST_RETRY_MS * 2 ** Math.min(times, 10), LONGEST_RETRY_MS);
  return full / 2 + (full / 2) * Math.random();
}

/** @param commandMs milliseconds a command may take; null: until the connection is given up */
function openClient(address: RedisAddress, commandMs: number | null): RedisClient {
  const { tls, username, password, database } = address;
  const common = {
    ...(username === null ? {} : { username }),
    ...(password === null ? {} : { password }),
    ...(tls ? { tls: {} } : {}),
    db: database,
    connectTimeout: CONNECT_MS,
    ...(commandMs === null ? {} : { commandTimeout: commandMs }),
    socketTimeout: SILENT_MS,
    maxRetriesPerRequest: 0,
    // A command that may have run is not sent a second time, and none waits for a connection: the caller goes on without.
    autoResendUnfulfilledCommands: false,
    enableAutoPipelining: true,
    autoResubscribe: false,
    // After a failover the old master is a replica: look for the new one.
    reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
  } satisfies RedisOptions;
  const client = (() => {
    switch (address.kind) {
      case 'single':
        return new Redis({
          ...address.host,
          ...common,
          enableOfflineQueue: false,
          retryStrategy: retryAfter,
        });
      case 'sentinel':
        return new Redis({
          ...common,
          sentinels: [...address.sentinels],
          name: address.name,
          ...(tls ? { enableTLSForSentinelMode: true, sentinelTLS: {} } : {}),
          enableOfflineQueue: false,
          retryStrategy: retryAfter,
          sentinelRetryStrategy: retryAfter,
        });
      case 'cluster':
        return new Cluster([...address.hosts], {
          enableOfflineQueue: false,
          enableAutoPipelining: true,
          clusterRetryStrategy: retryAfter,
          slotsRefreshTimeout: CONNECT_MS,
          // Errors alone don't tell for sure: a client that asks too early is told of the dead master, and not again.
          slotsRefreshInterval: SLOTS_MS,
          retryDelayOnFailover: COMMAND_MS / 3,
          retryDelayOnClusterDown: COMMAND_MS / 3,
          redisOptions: common,
        });
    }
  })();
  // Each failed command tells its caller; without a listener ioredis would print every lost connection too.
  client.on('error', () => {});
  return client;
}
