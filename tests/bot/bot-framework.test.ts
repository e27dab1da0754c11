import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from './emulator.ts';
import { type RunningBot, startBot } from './start-bot.ts';

const activity = (more: string) =>
  `{"type":"message","channelId":"emulator","conversation":{"id":"1"},${more}}`;

let bot: RunningBot;
let emulator: Emulator;
beforeAll(async () => {
  bot = await startBot();
  emulator = await startEmulator(bot.url);
});
afterAll(async () => {
  await emulator.close();
  await bot.kill();
  bot.clean();
});

describe('a Bot Framework channel', () => {
  it('says at start that it is open to this machine only', () => {
    expect(bot.log.join('\n')).toMatch(/open to this machine, without authentication/);
  });

  it('is greeted with the disclosure when a member joins', async () => {
    const { status } = await emulator.post({
      type: 'conversationUpdate',
      membersAdded: [{ id: 'user-1' }, { id: 'bot' }],
    });
    expect(status).toBe(200);
  });

  it('is greeted once where it is told of the member again', async () => {
    const joined = { type: 'conversationUpdate', membersAdded: [{ id: 'user-2' }, { id: 'bot' }] };
    const before = emulator.heard();
    await emulator.post({ ...joined, conversation: { id: 'told-twice' } });
    expect(emulator.heard()).toBeGreaterThan(before);
    const once = emulator.heard();
    await emulator.post({ ...joined, conversation: { id: 'told-twice' } });
    expect(emulator.heard()).toBe(once);
  });

  it('gets an approved answer with its source', async () => {
    const [reply] = await emulator.say('do you sell my info?');
    expect(reply?.['text']).toMatch(/lacare\.org\/privacy/);
  });

  it('gets choices as suggested actions that send their label', async () => {
    const [reply] = await emulator.say('what can you do');
    expect(reply?.['suggestedActions']).toMatchObject({ actions: [{ type: 'imBack' }, {}, {}, {}, {}, {}] });
  });

  it('is answered once for a message that is delivered twice', async () => {
    const [first] = await emulator.say('is my claim paid', 'message-77');
    const [second] = await emulator.say('is my claim paid', 'message-77');
    expect(second?.['text']).toBe(first?.['text']);
    const [after] = await emulator.say('what do you have on me');
    // Two messages of each turn: info, menu, claim, this one; the repeated claim did not run again.
    expect(after?.['text']).toMatch(/8 messages/);
  });

  it.each([
    ['no JSON', 'x', 400],
    ['an empty object', '{}', 400],
    ['a list', '[]', 400],
    ['no conversation', '{"type":"message","channelId":"emulator"}', 400],
    ['a number as text', '{"type":"message","channelId":"emulator","conversation":{"id":"1"},"text":7}', 400],
    ['attachments that are no list', activity('"attachments":"x"'), 400],
    ['an attachment that is nothing', activity('"attachments":[null]'), 400],
    ['members that are no list', activity('"membersAdded":"x"'), 400],
    ['an address for replies that is none', activity('"serviceUrl":"x"'), 400],
    ['deep JSON', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, 400],
    ['a body over the limit', JSON.stringify({ type: 'message', text: 'x'.repeat(300_000) }), 413],
  ])('is told what is wrong with %s', async (_name, body, status) => {
    const response = await fetch(`${bot.url}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toHaveProperty('error.code');
  });

  it('hears nothing of a failure but that there was one', async () => {
    // No channel listens there, and none of the bot's replies gets out.
    const { status, body } = await emulator.post({
      type: 'message',
      text: 'hi',
      serviceUrl: 'http://127.0.0.1:1',
    });
    expect(status).toBe(500);
    expect(JSON.parse(body)).toMatchObject({ error: { code: 'Internal' } });
    expect(bot.log.join('\n')).not.toContain(emulator.conversationId);
  });

  it('with an unknown activity type does no harm', async () => {
    const { status } = await emulator.post({ type: 'somethingNew', id: 'x-1' });
    expect(status).toBeLessThan(500);
  });
});

describe('settings', () => {
  it('refuse to be open to other machines without a registration', async () => {
    await expect(startBot({ env: { HOST: '0.0.0.0' } })).rejects.toThrow(/without MicrosoftAppId/);
  });

  it('are all named at once when they are wrong', async () => {
    await expect(startBot({ env: { PORT: 'http', LOG_LEVEL: 'loud' } })).rejects.toThrow(
      /PORT[\s\S]*LOG_LEVEL|LOG_LEVEL[\s\S]*PORT/,
    );
  });
});

describe('with a registration', () => {
  it('turns away who brings no token', async () => {
    const guarded = await startBot({
      env: {
        MicrosoftAppId: '00000000-0000-0000-0000-000000000001',
        MicrosoftAppPassword: 'not-a-real-one',
        MicrosoftAppTenantId: '00000000-0000-0000-0000-000000000002',
      },
    });
    try {
      const other = await startEmulator(guarded.url);
      const { status } = await other.post({ type: 'message', id: '1', text: 'hello' });
      expect([401, 403]).toContain(status);
      await other.close();
    } finally {
      await guarded.kill();
      guarded.clean();
    }
  });
});
