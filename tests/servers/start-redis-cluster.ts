import { execFileSync } from 'node:child_process';
import { freePort } from './free-port.ts';
import { type RunningRedis, startRedis } from './start-redis.ts';
import { until } from './until.ts';

/** A Redis Cluster of three masters with a replica each, on free ports. */
export interface RunningCluster {
  readonly url: string;
  /** Kills one master; its replica takes over after a second or two. */
  killMaster(): Promise<void>;
  stop(): Promise<void>;
}

const MASTERS = 3;
const NODE_TIMEOUT_MS = 500;

/** Starts a cluster and waits until it can be used. */
export async function startRedisCluster(): Promise<RunningCluster> {
  const nodes: RunningRedis[] = [];
  for (let number = 0; number < MASTERS * 2; number++) {
    const busPort = await freePort();
    nodes.push(
      await startRedis([
        '--cluster-enabled',
        'yes',
        '--cluster-port',
        String(busPort),
        '--cluster-node-timeout',
        String(NODE_TIMEOUT_MS),
      ]),
    );
  }
  const addresses = nodes.map(({ port }) => `127.0.0.1:${port}`);
  // Masters are the first that are named.
  const options = ['--cluster-replicas', '1', '--cluster-yes'];
  execFileSync('redis-cli', ['--cluster', 'create', ...addresses, ...options], { stdio: 'ignore' });
  const info = ({ port }: RunningRedis, ...what: string[]) =>
    execFileSync('redis-cli', ['-p', String(port), ...what], { encoding: 'utf8' });
  await until(() =>
    nodes.every(
      node =>
        info(node, 'cluster', 'info').includes('cluster_state:ok') &&
        (node.port === nodes[0]?.port ||
          info(node, 'cluster', 'nodes').split('slave').length === MASTERS + 1),
    ),
  );
  await until(() =>
    nodes.slice(MASTERS).every(node => info(node, 'info', 'replication').includes('master_link_status:up')),
  );
  return {
    url: `redis+cluster://${addresses.join(',')}`,
    killMaster: async () => {
      await nodes[0]?.kill();
    },
    stop: async () => {
      await Promise.all(nodes.map(node => node.stop()));
    },
  };
}
