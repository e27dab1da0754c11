import type { Metrics } from './metrics.ts';
import type { Health } from './readiness.ts';

/** What is read of the running parts whenever somebody looks at the metrics. */
export interface GaugeSources {
  readonly version: string;
  /** Version of the knowledge, or null where none could be loaded. */
  readonly knowledge: () => string | null;
  readonly health: () => Promise<Health>;
  readonly openStreams: () => number;
  readonly openConnections: () => number;
  readonly databaseConnections: () => {
    readonly active: number;
    readonly idle: number;
    readonly waiting: number;
  };
  /** Text messages that wait; left out where there is no SMS. */
  readonly sms?: () => Promise<{
    readonly toSend: number;
    readonly toAnswer: number;
    readonly overdueSeconds: number;
  }>;
}

/** Adds the gauges of the service's parts. */
export function addServiceGauges(metrics: Metrics, sources: GaugeSources): void {
  metrics.gauge(
    { name: 'memberhelp_info', help: 'Always 1; the version of the service', label: 'version' },
    () => ({ [sources.version]: 1 }),
  );
  metrics.gauge(
    {
      name: 'memberhelp_knowledge_info',
      help: '1 for the version of the knowledge that is served',
      label: 'version',
    },
    () => {
      const version = sources.knowledge();
      return version === null ? {} : { [version]: 1 };
    },
  );
  metrics.gauge(
    {
      name: 'memberhelp_check_up',
      help: '1 where something the service leans on works, 0 where not',
      label: 'check',
    },
    async () => {
      const { checks } = await sources.health();
      return Object.fromEntries(
        Object.entries(checks).map(([name, state]) => [name, state === 'ok' ? 1 : 0]),
      );
    },
  );
  metrics.gauge({ name: 'memberhelp_direct_line_streams', help: 'Open sockets of web chats' }, () => ({
    '': sources.openStreams(),
  }));
  metrics.gauge({ name: 'memberhelp_http_connections', help: 'Open connections, sockets included' }, () => ({
    '': sources.openConnections(),
  }));
  metrics.gauge(
    {
      name: 'memberhelp_database_connections',
      help: 'Connections to the database in use and idle, and requests that wait for one',
    },
    () => ({ ...sources.databaseConnections() }),
  );
  const { sms } = sources;
  if (!sms) return;
  metrics.gauge(
    { name: 'memberhelp_sms_waiting', help: 'Text messages that wait to be sent or answered', label: 'for' },
    async () => {
      const { toSend, toAnswer } = await sms();
      return { sending: toSend, answering: toAnswer };
    },
  );
  metrics.gauge(
    {
      name: 'memberhelp_sms_overdue_seconds',
      help: 'Seconds the text message that waits longest is overdue',
    },
    async () => ({ '': (await sms()).overdueSeconds }),
  );
}
