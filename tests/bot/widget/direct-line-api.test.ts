import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError, directLineApi } from '../../../bot/widget/client/direct-line-api.ts';
import { readFrame } from '../../../bot/widget/client/read-set.ts';

const api = directLineApi('https://bot.example');
const session = { conversationId: 'c', token: 't' };
const answer = (status: number, body: unknown) =>
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(body), { status }));
const shown = { id: 'c|0000001', type: 'message', text: 'hi' };

afterEach(() => vi.unstubAllGlobals());

describe('the widget takes of an answer', () => {
  it('the activities that can be shown, and a watermark that is one', async () => {
    answer(200, { activities: [shown, null, 'x', { id: 7, type: 'message' }], watermark: { a: 1 } });
    expect(await api.read(session, '0')).toEqual({ activities: [shown], watermark: '0' });
  });

  it('the cards of a refusal that can be shown', async () => {
    answer(503, { activities: [null, shown] });
    const refusal = await api.post(session, { type: 'message', text: 'hi' }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ApiError);
    expect(refusal).toMatchObject({ status: 503, activities: [shown] });
  });

  it('nothing where it is not the service that answers', async () => {
    answer(200, null);
    await expect(api.newToken()).rejects.toMatchObject({ status: 0 });
    await expect(api.reconnect(session, '0')).rejects.toMatchObject({ status: 0 });
    expect(await api.post(session, { type: 'message', text: 'hi' })).not.toHaveProperty('deleted');
  });
});

it.each(['{', 'null', '[]', '{"activities":7}'])('the widget bears the frame %s', frame => {
  expect(readFrame(frame)?.activities ?? []).toEqual([]);
});
