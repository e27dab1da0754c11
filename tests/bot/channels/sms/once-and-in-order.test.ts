import { afterEach, describe, expect, it } from 'vitest';
import { replayWebhooks } from '../../../bench/sms/replay-webhooks.ts';
import { startSms } from './start-sms.ts';

type Sms = Awaited<ReturnType<typeof startSms>>;
const running: Sms[] = [];
const start = async (...options: Parameters<typeof startSms>) => {
  const sms = await startSms(...options);
  running.push(sms);
  return sms;
};
afterEach(async () => {
  await Promise.all(running.map(sms => sms.close()));
  for (const sms of running.splice(0)) sms.clean();
});

const NUMBER = '+13107770001';
const said = async (sms: Sms) =>
  (await sms.log.read(sms.talk(NUMBER), 0))
    .filter(({ direction }) => direction === 'in')
    .map(({ activity }) => activity.text);

describe('a message that comes twice', () => {
  it('gets the same reply, once in the log, also at the same time and in another process', async () => {
    const one = await start();
    const two = await start({ folder: one.folder });
    const sid = { MessageSid: 'SM-twice' };
    const answers = await Promise.all(
      [one, two, one, two].map(sms => sms.phone(NUMBER).text('do you sell my info', sid)),
    );
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers[0]?.texts).toHaveLength(2);
    expect(await said(one)).toHaveLength(1);
    const again = await two.phone(NUMBER).text('do you sell my info', sid);
    expect(again.body).toBe(answers[0]?.body);
  });

  it('gets the same reply where it deleted the conversation', async () => {
    const sms = await start();
    await sms.phone(NUMBER).text('delete my conversation');
    const first = await sms.phone(NUMBER).text('1', { MessageSid: 'SM-delete' });
    const second = await sms.phone(NUMBER).text('1', { MessageSid: 'SM-delete' });
    expect(first.texts.join()).toMatch(/is deleted/);
    expect(second.body).toBe(first.body);
    expect(await said(sms)).toEqual([]);
  });
});

describe("a sender's messages", () => {
  it('are answered in order of arrival, also where the first is slow and the second comes to another process', async () => {
    const slow = await start({ slowMs: 400 });
    const quick = await start({ folder: slow.folder });
    const first = slow.phone(NUMBER).text('first thing');
    await new Promise(resolve => setTimeout(resolve, 100));
    const second = quick.phone(NUMBER).text('second thing');
    await Promise.all([first, second]);
    expect(await said(slow)).toEqual(['first thing', 'second thing']);
  });
});

describe('a replay of 300 signed webhooks over two processes', () => {
  it('answers each once and in order, loses none and refuses the forged ones', async () => {
    const result = await replayWebhooks(300);
    expect(result).toMatchObject({
      accepted: 300,
      answeredOnce: 300,
      doubled: 0,
      lost: 0,
      outOfOrder: 0,
      forgedTaken: 0,
      errors: 0,
    });
    expect(result.forged).toBeGreaterThan(0);
    expect(result.forgedRefused).toBe(result.forged);
  }, 180_000);
});
