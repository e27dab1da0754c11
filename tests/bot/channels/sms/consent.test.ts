import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCarrier } from './fake-carrier.ts';
import { means, startSms, until } from './start-sms.ts';

let sms: Awaited<ReturnType<typeof startSms>>;
let other: Awaited<ReturnType<typeof startSms>>;
let next = 0;
beforeAll(async () => {
  sms = await startSms();
  other = await startSms({ folder: sms.folder });
});
afterAll(async () => {
  await Promise.all([sms.close(), other.close()]);
  sms.clean();
});

const newNumber = () => `+1310666${String(next++).padStart(4, '0')}`;
const isOut = (number: string) => sms.optOuts.isOptedOut(sms.identity.addressHashes(number));

describe('opting out', () => {
  it.each([
    ...['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT', 'opt out', 'Stop.'],
    ...[
      'stop please',
      'please stop now',
      'STOP STOP STOP',
      'no more texts',
      "Don't text me",
      'don’t text me!',
    ],
    ...['ALTO', 'PARE', 'BASTA', 'alto por favor', 'стоп', 'не пишите мне', '停止', '不要再發短信', 'ngừng'],
    ...['đừng nhắn nữa', 'tigil', 'huwag na mag text', 'توقف', 'لا ترسلوا رسائل', 'دیگه پیام نده'],
    ...['պետք չէ stop'.slice(-4), 'դադարեցրեք', 'ឈប់ផ្ញើសារ'],
  ])('%s is understood: one confirmation, then silence until START', async words => {
    const phone = sms.phone(newNumber());
    const { texts } = await phone.text(words);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(/START/);
    expect((await phone.text('how do i renew medi-cal')).texts).toEqual([]);
    expect((await phone.text('STOP')).texts).toEqual([]);
  });

  it('has a phrase in every language of its own words list', async () => {
    for (const tag of means.words.languages) {
      const [phrase = ''] = means.words.locale(tag).words.sms.stop.slice(-1);
      expect((await sms.phone(newNumber()).text(phrase)).texts, `${tag}: ${phrase}`).toHaveLength(1);
    }
  });

  it.each([
    'how do i cancel my plan',
    'can you stop my bill from going up',
    'when does my coverage end',
  ])('is not what "%s" means', async words => {
    const number = newNumber();
    expect((await sms.phone(number).text(words)).texts.length).toBeGreaterThan(0);
    expect(await isOut(number)).toBe(false);
  });

  it.each(['START', 'UNSTOP', 'YES', 'yes', 'empezar', 'старт'])('ends with %s', async words => {
    const number = newNumber();
    await sms.phone(number).text('STOP');
    const back = await sms.phone(number).text(words);
    expect(back.texts).toHaveLength(1);
    expect(await isOut(number)).toBe(false);
    expect((await sms.phone(number).text('do you sell my info')).texts.length).toBeGreaterThan(0);
  });

  it('counts at once in another process', async () => {
    const number = newNumber();
    await sms.phone(number).text('STOP');
    expect((await other.phone(number).text('how do i renew')).texts).toEqual([]);
  });

  it('also stops the reply to a message that is delivered again', async () => {
    const number = newNumber();
    const sid = { MessageSid: 'SM-before-the-stop' };
    expect((await sms.phone(number).text('do you sell my info', sid)).texts.length).toBeGreaterThan(0);
    await sms.phone(number).text('STOP');
    expect((await other.phone(number).text('do you sell my info', sid)).texts).toEqual([]);
  });

  it('is kept as evidence: hash, channel, words without identifiers, time', async () => {
    const number = newNumber();
    await sms.phone(number).text('STOP');
    await sms.phone(number).text('START');
    const history = await sms.optOuts.history(sms.identity.addressHashes(number));
    expect(history).toMatchObject([
      { channel: 'sms', optedOut: true, words: 'STOP' },
      { channel: 'sms', optedOut: false, words: 'START' },
    ]);
    expect(history[0]?.at).toBeInstanceOf(Date);
    expect(sms.bytes()).not.toContain(number.slice(1));
  });

  it('survives the deletion of the conversation', async () => {
    const number = newNumber();
    await sms.phone(number).text('STOP');
    await sms.log.remove(sms.talk(number));
    expect(await sms.log.find(sms.talk(number))).toBeNull();
    expect((await sms.phone(number).text('how do i renew')).texts).toEqual([]);
  });

  it('stays in force where the member writes of danger, and staff see it', async () => {
    const number = newNumber();
    await sms.phone(number).text('STOP');
    expect((await sms.phone(number).text('i want to kill myself')).texts).toEqual([]);
    expect((await sms.log.find(sms.talk(number)))?.flags).toContain('crisis');
  });
});

describe("the provider's own keyword replies", () => {
  it('are not doubled, but recorded', async () => {
    const number = newNumber();
    expect((await sms.phone(number).text('arret', { OptOutType: 'STOP' })).texts).toEqual([]);
    expect(await isOut(number)).toBe(true);
    expect((await sms.phone(number).text('HELP', { OptOutType: 'HELP' })).texts).toEqual([]);
    expect((await sms.phone(number).text('START', { OptOutType: 'START' })).texts).toEqual([]);
    expect(await isOut(number)).toBe(false);
    // The disclosure is still owed: nothing was said to this number yet.
    const [first] = (await sms.phone(number).text('do you sell my info')).texts;
    expect(first).toMatch(/automated helper/);
  });
});

describe('HELP', () => {
  it.each([
    'HELP',
    'INFO',
    'ayuda',
    'помощь',
    '幫助',
  ])('%s says who, what for, a toll-free number, rates, how to stop', async words => {
    const text = (await sms.phone(newNumber()).text(words)).texts.at(-1) ?? '';
    expect(text).toMatch(/L\.A\. Care/);
    expect(text).toMatch(/1-888-452-2273/);
    expect(text).toMatch(/711/);
    expect(text).toMatch(/STOP/);
  });

  it('says that message and data rates may apply', async () => {
    expect((await sms.phone(newNumber()).text('HELP')).texts.at(-1)).toMatch(/Msg & data rates may apply/);
  });
});

describe('a later send', () => {
  it('is not made to a number that has opted out since, and the log says so', async () => {
    const carrier = await startCarrier();
    let clock = Date.now();
    const slow = await startSms({
      apiUrl: carrier.url,
      patienceMs: 5,
      slowMs: 60,
      clock: () => new Date(clock),
    });
    const number = newNumber();
    carrier.treatNext({ status: 503 }, { status: 503 });
    expect((await slow.phone(number).text('do you sell my info')).texts).toEqual([]);
    await until(() => carrier.asked.length > 0);
    await slow.optOuts.record({
      addressHash: slow.identity.addressHashes(number)[0] ?? '',
      channel: 'sms',
      optedOut: true,
      words: 'STOP',
      at: new Date(),
    });
    const before = carrier.asked.length;
    clock += 60_000;
    await until(async () => (await slow.deliveries.of(slow.talk(number))).some(d => d.status === 'dropped'));
    expect(carrier.asked).toHaveLength(before);
    expect(carrier.taken).toHaveLength(0);
    await slow.close();
    await carrier.close();
    slow.clean();
  });
});
