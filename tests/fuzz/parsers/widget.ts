import { ApiError, directLineApi } from '../../../bot/widget/client/direct-line-api.ts';
import { readFrame } from '../../../bot/widget/client/read-set.ts';
import { type Parser, promised, textOf } from '../parser.ts';

const api = directLineApi('https://bot.example');
const session = { conversationId: 'c', token: 't' };

const SET = `{"activities":[{"id":"c|0000001","type":"message","text":"hi","from":{"role":"bot"},"channelData":{"reply":{"parts":[]}}},null],"watermark":"1"}`;

/** Whether each is one that the widget can show. */
function areActivities(
  all: readonly { readonly id: unknown; readonly type: unknown; readonly text?: unknown }[],
) {
  return all.every(
    ({ id, type, text }) =>
      typeof id === 'string' && typeof type === 'string' && typeof (text ?? '') === 'string',
  );
}

/** Makes each call, all of them answered with the same bytes. */
async function callAll(answer: () => Response): Promise<boolean> {
  const real = globalThis.fetch;
  globalThis.fetch = async () => answer();
  const calls = [
    () => api.newToken(),
    () => api.refresh('t'),
    () => api.start('t', 'en'),
    () => api.reconnect(session, '0'),
    async () => {
      const { activities, watermark } = await api.read(session, '0');
      promised(areActivities(activities) && /^\d+$/.test(watermark), 'a set that can not be shown');
    },
    async () => {
      const { deleted = [] } = await api.post(session, { type: 'message', text: 'hi' });
      promised(areActivities(deleted), 'a last reply that can not be shown');
    },
  ];
  let taken = false;
  try {
    for (const call of calls) {
      try {
        await call();
        taken = true;
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        promised(areActivities(error.activities), 'a card that can not be shown');
        promised(error.retryAfter >= 0, 'a wait that is no time');
      }
    }
  } finally {
    globalThis.fetch = real;
  }
  return taken;
}

/** What the widget hears from the service, or from a proxy in its place. */
export const WIDGET_PARSERS: readonly Parser[] = [
  {
    name: 'widget: frame of the stream',
    seeds: [SET, '', '{"activities":"x","watermark":7}', '[]'],
    run: input => {
      const set = readFrame(textOf(input));
      if (!set) return false;
      promised(areActivities(set.activities) && /^\d+$/.test(set.watermark), 'a set that can not be shown');
      return true;
    },
  },
  {
    name: 'widget: answer to a call',
    seeds: [
      SET,
      '{"conversationId":"c","token":"t","expires_in":1800,"streamUrl":"wss://bot.example/s"}',
      '{"id":"c|0000001","deleted":[{"id":"1","type":"message","text":"gone"}]}',
      '{"error":{"code":"Unavailable"},"activities":[{"id":"1","type":"message","text":"911"}]}',
      '<html>bad gateway</html>',
    ],
    run: async input => {
      const body = Buffer.from(input);
      const taken = await callAll(() => new Response(body));
      await callAll(
        () => new Response(body, { status: 503, headers: { 'retry-after': String(input.length) } }),
      );
      return taken;
    },
  },
];
