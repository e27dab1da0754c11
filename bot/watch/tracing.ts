import {
  type Context,
  context,
  type Link,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { RequestHandler } from 'express';
import type { TurnWatch } from '../turn/turn-watch.ts';
import { channelLabel } from './channel-label.ts';
import { routeOf } from './http-metrics.ts';

/** Spans of requests, turns and their steps, sent to a collector. */
export interface Tracing {
  readonly http: RequestHandler;
  readonly turns: TurnWatch;
  /** Sends what is left. */
  stop(): Promise<void>;
}

/**
 * Starts tracing. Where spans go, how many are kept and in what batches is told by OpenTelemetry's own variables
 * (`OTEL_EXPORTER_OTLP_*`, `OTEL_TRACES_SAMPLER`, `OTEL_BSP_*`, `OTEL_RESOURCE_ATTRIBUTES`), which its SDK reads.
 * No span holds an address, a text or an id of a member. Not to be loaded where there is no collector: it costs memory.
 */
export function startTracing(service: { readonly name: string; readonly version: string }): Tracing {
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(detectResources({ detectors: [envDetector] }))
      .merge(resourceFromAttributes({ 'service.name': service.name, 'service.version': service.version })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  const tracer = provider.getTracer('member-help-bot', service.version);
  return {
    http: traceRequests(tracer),
    turns: traceTurns(tracer),
    stop: () => provider.shutdown(),
  };
}

function traceRequests(tracer: Tracer): RequestHandler {
  return (request, response, next) => {
    const span = tracer.startSpan(
      request.method,
      {
        kind: SpanKind.SERVER,
        // The caller may be anyone: its trace is linked to, and has no say in whether ours is kept.
        links: linksTo(propagation.extract(ROOT_CONTEXT, request.headers)),
        attributes: { 'http.request.method': request.method },
      },
      ROOT_CONTEXT,
    );
    response.locals['traceId'] = span.spanContext().traceId;
    response.once('close', () => {
      const route = routeOf(request);
      span.updateName(`${request.method} ${route}`);
      span.setAttributes({ 'http.route': route, 'http.response.status_code': response.statusCode });
      if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    context.with(trace.setSpan(ROOT_CONTEXT, span), next);
  };
}

function linksTo(caller: Context): Link[] {
  const given = trace.getSpanContext(caller);
  return given && trace.isSpanContextValid(given) ? [{ context: given }] : [];
}

function traceTurns(tracer: Tracer): TurnWatch {
  return {
    begin: channel => {
      const turn = tracer.startSpan('turn', { attributes: { 'memberhelp.channel': channelLabel(channel) } });
      const within = trace.setSpan(context.active(), turn);
      let step: Span | null = null;
      return {
        step: name => {
          step?.end();
          step = tracer.startSpan(`turn ${name}`, {}, within);
        },
        end: end => {
          step?.end();
          if (end.kind === 'replied')
            turn.setAttributes({ 'memberhelp.outcome': end.outcome, 'memberhelp.language': end.language });
          else turn.setAttribute('memberhelp.outcome', end.kind);
          if (end.kind === 'failed') {
            // The message of an error could quote the member; its name can't.
            const name = end.error instanceof Error ? end.error.name : 'unknown';
            turn.setStatus({ code: SpanStatusCode.ERROR, message: name });
          }
          turn.end();
        },
      };
    },
  };
}
