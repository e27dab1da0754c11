import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TURN_STEPS } from '../../../bot/turn/turn-watch.ts';
import { call } from '../channels/direct-line/call.ts';
import { type RunningBot, startBot } from '../start-bot.ts';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver.ts';

const SAID = 'how do i renew, my name is Zebulon Quackenbush';

let collector: OtlpReceiver;
let bot: RunningBot;
let conversationId: string;

beforeAll(async () => {
  collector = await startOtlpReceiver();
  bot = await startBot({
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_SERVICE_NAME: 'bot-under-test',
      OTEL_BSP_SCHEDULE_DELAY: '50',
      LOG_LEVEL: 'debug',
    },
  });
  const page = await call('POST', `${bot.url}/v3/directline/tokens/page`);
  const bearer = page.body.token;
  const begun = await call('POST', `${bot.url}/v3/directline/conversations`, { bearer, body: {} });
  conversationId = begun.body.conversationId;
  await call('POST', `${bot.url}/v3/directline/conversations/${conversationId}/activities`, {
    bearer,
    body: { type: 'message', text: SAID },
    headers: {
      'x-request-id': 'request-of-the-test',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    },
  });
});
afterAll(async () => {
  await bot?.stop();
  bot?.clean();
  await collector?.stop();
});

async function metricsText(headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
  const response = await fetch(`${bot.url}/metrics`, { headers });
  return { status: response.status, text: await response.text() };
}

it('a second process on the same port ends at once and says what to do', async () => {
  const second = startBot({ env: { PORT: String(bot.port) } });
  await expect(second).rejects.toThrow(/ended with 1 .*another program has this port; give another PORT/s);
});

describe('the metrics', () => {
  it('count turns by outcome and time each step of them by channel', async () => {
    const { text } = await metricsText();
    expect(text).toMatch(/memberhelp_turns_total\{channel="directline",outcome="\w+",language="en"\} 1/);
    expect(text).toContain('memberhelp_turn_duration_seconds_count{channel="directline"} 1');
    for (const step of TURN_STEPS)
      expect(text).toContain(
        `memberhelp_turn_step_duration_seconds_count{channel="directline",step="${step}"} 1`,
      );
  });

  it('tell of pool, sockets, queue, checks and process', async () => {
    const { text } = await metricsText();
    for (const name of [
      'memberhelp_database_connections{state="idle"} 1',
      'memberhelp_direct_line_streams 0',
      'memberhelp_turns_in_progress{state="waiting"} 0',
      'memberhelp_check_up{check="database"} 1',
      'memberhelp_check_up{check="knowledge"} 1',
      'process_cpu_seconds_total',
      'nodejs_eventloop_lag_p99_seconds',
    ])
      expect(text).toContain(name);
  });

  it('name routes by their pattern and hold no word, name or id of a member', async () => {
    const { text } = await metricsText();
    expect(text).toContain('route="/v3/directline/conversations/:id/activities"');
    for (const secret of [conversationId, 'Quackenbush', 'renew']) expect(text).not.toContain(secret);
  });

  it('are not there for callers that a proxy speaks for, or under another name of this machine', async () => {
    expect((await metricsText({ 'x-forwarded-for': '203.0.113.9' })).status).toBe(404);
    expect((await metricsText({ forwarded: 'for=203.0.113.9' })).status).toBe(404);
  });
});

describe('the traces', () => {
  it('show a turn and its steps below the request, to the collector that the standard variables name', async () => {
    const request = await collector.heard('POST /v3/directline/conversations/:id/activities');
    const turn = await collector.heard('turn');
    expect(turn).toMatchObject({ traceId: request.traceId, parentSpanId: request.spanId });
    for (const step of TURN_STEPS)
      expect(await collector.heard(`turn ${step}`)).toMatchObject({ parentSpanId: turn.spanId });
    expect(collector.bodies.join()).toContain('bot-under-test');
  });

  it('link to the trace of a caller, which has no say in ours', async () => {
    const request = await collector.heard('POST /v3/directline/conversations/:id/activities');
    expect(request.traceId).not.toBe('0af7651916cd43dd8448eb211c80319c');
    expect(request.links).toMatchObject([{ traceId: '0af7651916cd43dd8448eb211c80319c' }]);
  });

  it('hold no word, name or id of a member', async () => {
    await collector.heard('turn commit');
    for (const secret of [conversationId, 'Quackenbush', 'renew'])
      expect(collector.bodies.join()).not.toContain(secret);
  });
});

describe('the log', () => {
  it('gives each request a line with its id and its trace, and no word of the member', async () => {
    const request = await collector.heard('POST /v3/directline/conversations/:id/activities');
    const line = bot.log.find(one => one.includes('request-of-the-test'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      requestId: 'request-of-the-test',
      traceId: request.traceId,
      route: '/v3/directline/conversations/:id/activities',
      status: 200,
    });
    for (const secret of [conversationId, 'Quackenbush', 'renew'])
      expect(bot.log.join()).not.toContain(secret);
  });
});

describe('the health checks', () => {
  it('say that the process runs, and what it leans on', async () => {
    expect((await call('GET', `${bot.url}/healthz`)).status).toBe(200);
    const ready = await call('GET', `${bot.url}/readyz`);
    expect(ready.status).toBe(200);
    expect(ready.body).toMatchObject({ status: 'ready', checks: { database: 'ok', knowledge: 'ok' } });
  });
});
