import type { RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { AppError } from '../app-error.ts';
import { inTime } from '../state/in-time.ts';
import type { RateLimit } from '../state/rate-limit.ts';
import type { TurnWatch } from '../turn/turn-watch.ts';
import { httpMetrics } from './http-metrics.ts';
import { turnMetrics } from './turn-metrics.ts';

/** What the service counts and times of itself, in Prometheus' words. No label tells of a member. */
export interface Metrics {
  readonly turns: TurnWatch;
  readonly http: RequestHandler;
  /** The limit, with what it turns away counted under a name. */
  counted(name: string, limit: RateLimit): RateLimit;
  /** Counts connections that were closed as they came, by reason. */
  refused(reason: 'connections' | 'connections-of-address' | 'streams-of-address' | 'pipelining'): void;
  /** Counts what became of text messages, by status. */
  delivered(status: string): void;
  /**
   * Adds a gauge that is read when somebody looks. Values are by `label`; a reading that fails or takes longer than
   * a second is left out, so that a database that is gone never hides the rest.
   */
  gauge(
    gauge: { readonly name: string; readonly help: string; readonly label?: string },
    read: () => Readonly<Record<string, number>> | Promise<Readonly<Record<string, number>>>,
  ): void;
  /** Everything in the text format, with its content type. */
  text(): Promise<{ readonly contentType: string; readonly body: string }>;
}

const PATIENCE_MS = 1_000;
/** Milliseconds between two looks at how late the event loop is; the library's 10 wake an idle process too often. */
const LAG_PRECISION_MS = 50;

/** Makes the metrics of one process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LAG_PRECISION_MS });
  const limited = new Counter({
    name: 'memberhelp_rate_limited_total',
    help: 'Requests turned away because somebody sent too many, by limit',
    labelNames: ['limit'],
    registers,
  });
  const refusals = new Counter({
    name: 'memberhelp_connections_refused_total',
    help: 'Connections closed as they came, by the limit they were over',
    labelNames: ['reason'],
    registers,
  });
  const deliveries = new Counter({
    name: 'memberhelp_sms_deliveries_total',
    help: 'Text messages by what the carrier or our own sending said of them',
    labelNames: ['status'],
    registers,
  });
  return {
    turns: turnMetrics(registry),
    http: httpMetrics(registry),
    counted: (name, limit) => ({
      take: async key => {
        try {
          await limit.take(key);
        } catch (error) {
          if (error instanceof AppError && error.code === 'TooManyRequests') limited.inc({ limit: name });
          throw error;
        }
      },
    }),
    refused: reason => refusals.inc({ reason }),
    delivered: status => deliveries.inc({ status }),
    gauge: ({ name, help, label = 'state' }, read) => {
      new Gauge({
        name,
        help,
        labelNames: [label],
        registers,
        async collect() {
          const values = await inTime(Promise.resolve().then(read), PATIENCE_MS).catch(() => ({}));
          this.reset();
          for (const [key, value] of Object.entries(values)) {
            if (key === '') this.set(value);
            else this.set({ [label]: key }, value);
          }
        },
      });
    },
    text: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}
