import { afterEach, describe, expect, it } from 'vitest';
import { smsIdentity } from '../../../../bot/channels/sms/sms-identity.ts';
import { seal } from '../../../../bot/state/seal.ts';
import { KEY, OURS, startSms } from './start-sms.ts';

const NEW_KEY = Buffer.alloc(32, 2);
const NUMBER = '+13109990001';
const open: Awaited<ReturnType<typeof startSms>>[] = [];
const start = async (...options: Parameters<typeof startSms>) => {
  const sms = await startSms(...options);
  open.push(sms);
  return sms;
};
afterEach(async () => {
  await Promise.all(open.map(sms => sms.close()));
  for (const sms of open.splice(0)) sms.clean();
});

describe('a phone number', () => {
  it('is nowhere in the data folder or the log after a talk', async () => {
    const sms = await start();
    for (const text of ['hello', `call me at ${NUMBER}`, 'do you sell my info', 'STOP', 'START'])
      await sms.phone(NUMBER).text(text);
    for (const form of [NUMBER, NUMBER.slice(1), NUMBER.slice(2), '310-999-0001']) {
      expect(sms.bytes()).not.toContain(form);
      expect(sms.lines.join()).not.toContain(form);
    }
  });

  it('makes another conversation with each of our numbers, but one entry in the ledger', () => {
    const identity = smsIdentity([KEY]);
    const ids = [identity.conversationIds(NUMBER, OURS), identity.conversationIds(NUMBER, '+12135550101')];
    expect(ids[0]).not.toEqual(ids[1]);
    expect(smsIdentity([NEW_KEY]).conversationIds(NUMBER, OURS)).not.toEqual(ids[0]);
  });
});

describe('a new key', () => {
  it('finds the talk and the opt-out of the key before', async () => {
    const before = await start();
    await before.phone(NUMBER).text('i have la care covered');
    await before.phone('+13109990002').text('STOP');
    const after = await start({ folder: before.folder, keys: [NEW_KEY, KEY] });
    await after.phone(NUMBER).text('is my claim paid');
    expect((await after.log.find(before.talk(NUMBER)))?.state).toMatchObject({ plan: 'lacc', turns: 2 });
    expect(await after.log.find(after.talk(NUMBER))).toBeNull();
    expect((await after.phone('+13109990002').text('hello')).texts).toEqual([]);
    await after.phone('+13109990003').text('hello');
    expect(await after.log.find(after.talk('+13109990003'))).not.toBeNull();
  });
});

describe('the seal', () => {
  it('opens what it closed, under an old key too, and nothing that was changed', () => {
    const old = seal([KEY], 'sms-seal').close(NUMBER);
    expect(old).not.toContain(NUMBER);
    expect(seal([NEW_KEY, KEY], 'sms-seal').open(old)).toBe(NUMBER);
    expect(() => seal([NEW_KEY], 'sms-seal').open(old)).toThrow(/not given any more/);
    const bytes = Buffer.from(old, 'base64url');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(() => seal([KEY], 'sms-seal').open(bytes.toString('base64url'))).toThrow();
    expect(seal([KEY], 'sms-seal').close(NUMBER)).not.toBe(old);
  });
});
