import {
  type Activity,
  MemoryTranscriptStore,
  TestAdapter,
  TranscriptLoggerMiddleware,
  type TranscriptStore,
} from 'botbuilder';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../bot/transcripts/open-database.ts';
import { listTalks } from '../../../bot/transcripts/review/list-talks.ts';
import { readTalk } from '../../../bot/transcripts/review/read-talk.ts';
import { transcriptStore } from '../../../bot/transcripts/transcript-store.ts';
import { referenceCode } from '../../../bot/turn/reference-code.ts';
import { eachDatabase } from '../../servers/each-database.ts';
import { until } from '../../servers/until.ts';
import { AT, sayer } from './say.ts';

/** A channel for each test, so that one database serves them all. */
let channel = '';
let channels = 0;
const talk = (name: string) => `${channel}-${name}`;
const activity = (conversation: string, number: number, change: Partial<Activity> = {}) =>
  ({
    type: 'message',
    id: `${channel}-${conversation}-activity-${number}`,
    channelId: channel,
    conversation: { id: talk(conversation) },
    from: { id: 'member', name: '', role: number % 2 === 0 ? 'bot' : 'user' },
    text: `text ${number}`,
    timestamp: new Date(AT.getTime() + number * 1_000),
    ...change,
  }) as Activity; // what the SDK's own tests leave out is left out here

/** What the SDK's store in memory does, and ours has to do too. */
function keepsTheContract(open: () => Promise<TranscriptStore>): void {
  beforeEach(() => {
    channels += 1;
    channel = `channel-${channels}`;
  });
  const texts = (items: readonly Activity[]) => items.map(({ text }) => text);

  test('gives activities back in order, 20 a page, with a mark for the next page', async () => {
    const store = await open();
    for (let number = 1; number <= 45; number++) await store.logActivity(activity('talk-a', number));
    const pages: string[][] = [];
    let mark: string | undefined;
    do {
      const page = await store.getTranscriptActivities(channel, talk('talk-a'), mark);
      pages.push(texts(page.items));
      mark = page.continuationToken;
    } while (mark);
    expect(pages.map(({ length }) => length)).toEqual([20, 20, 5]);
    expect(pages.flat()).toEqual(Array.from({ length: 45 }, (_, place) => `text ${place + 1}`));
  });

  test('gives only what is not before a date', async () => {
    const store = await open();
    for (let number = 1; number <= 5; number++) await store.logActivity(activity('talk-a', number));
    const since = new Date(AT.getTime() + 4_000);
    const page = await store.getTranscriptActivities(channel, talk('talk-a'), undefined, since);
    expect(texts(page.items)).toEqual(['text 4', 'text 5']);
  });

  test('keeps who said it, the time, the ids', async () => {
    const store = await open();
    await store.logActivity(activity('talk-a', 1));
    await store.logActivity(activity('talk-a', 2));
    const { items } = await store.getTranscriptActivities(channel, talk('talk-a'));
    expect(
      items.map(({ id, from, conversation, channelId }) => [id, from.role, conversation.id, channelId]),
    ).toEqual([
      [`${channel}-talk-a-activity-1`, 'user', talk('talk-a'), channel],
      [`${channel}-talk-a-activity-2`, 'bot', talk('talk-a'), channel],
    ]);
    expect(items[0]?.timestamp?.getTime()).toBe(AT.getTime() + 1_000);
  });

  test('lists the conversations of a channel, the first begun first, 20 a page', async () => {
    const store = await open();
    for (let number = 10; number < 35; number++) await store.logActivity(activity(`talk-${number}`, number));
    await store.logActivity(activity('other', 1, { channelId: 'another' }));
    const first = await store.listTranscripts(channel);
    const second = await store.listTranscripts(channel, first.continuationToken);
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: 25 }, (_, place) => talk(`talk-${place + 10}`)));
    expect(second.continuationToken).toBeUndefined();
  });

  test('deletes a conversation and leaves the others', async () => {
    const store = await open();
    await store.logActivity(activity('talk-a', 1));
    await store.logActivity(activity('talk-b', 1));
    await store.deleteTranscript(channel, talk('talk-a'));
    expect((await store.getTranscriptActivities(channel, talk('talk-a'))).items).toEqual([]);
    expect((await store.listTranscripts(channel)).items.map(({ id }) => id)).toEqual([talk('talk-b')]);
  });

  test('finds nothing in what is not there, and asks for what is missing', async () => {
    const store = await open();
    expect((await store.getTranscriptActivities(channel, talk('nothing'))).items).toEqual([]);
    expect((await store.listTranscripts('nothing')).items).toEqual([]);
    await store.deleteTranscript(channel, talk('nothing'));
    for (const wrong of [
      () => store.getTranscriptActivities('', 'talk'),
      () => store.getTranscriptActivities(channel, ''),
      () => store.listTranscripts(''),
      () => store.deleteTranscript('', 'talk'),
      () => store.deleteTranscript(channel, ''),
    ]) {
      await expect((async () => wrong())()).rejects.toThrow(/Missing/);
    }
  });
}

describe("the SDK's own store in memory", () => keepsTheContract(async () => new MemoryTranscriptStore()));

eachDatabase('the log as a transcript store', openFresh => {
  let database: OpenDatabase;
  let store: TranscriptStore;
  beforeAll(async () => {
    database = await openFresh();
    const mask = (text: string) => text.replace(/\d{3}-\d{2}-\d{4}/, '[SSN]');
    store = transcriptStore({ ...database, mask, newReference: referenceCode });
  });
  keepsTheContract(async () => store);

  test('shows what the bot itself has logged', async () => {
    const { say } = sayer(database);
    await say({ talk: 'own-talk', channel, text: 'where is my card?', reply: 'On its way.' });
    const { items } = await store.getTranscriptActivities(channel, 'own-talk');
    expect(items.map(({ text, from }) => [from.role, text])).toEqual([
      ['user', 'where is my card?'],
      ['bot', 'On its way.'],
    ]);
    expect(new Set(items.map(({ id }) => id)).size).toBe(2);
  });

  test("takes what another bot says and hears, by the SDK's middleware, so that staff find it", async () => {
    const { db } = database;
    const adapter = new TestAdapter(async context => {
      await context.sendActivity(`You said: ${context.activity.text}`);
    }).use(new TranscriptLoggerMiddleware(store));
    adapter.conversation.conversation.id = talk('middleware');
    adapter.conversation.channelId = channel;
    await adapter.send('my zebra has 123-45-6789').assertReply('You said: my zebra has 123-45-6789');
    await until(async () => (await readTalk(db, talk('middleware')))?.messages.length === 2);
    const { talks } = await listTalks(db, { text: 'zebra', having: { channel } }, { limit: 5 });
    expect(talks).toMatchObject([
      { conversationId: talk('middleware'), lastOutcome: 'logged', shown: 'my zebra has [SSN]' },
    ]);
    const read = await readTalk(db, talk('middleware'));
    expect(read?.messages.map(({ from, text }) => [from, text])).toEqual([
      ['member', 'my zebra has [SSN]'],
      ['bot', 'You said: my zebra has [SSN]'],
    ]);
    await store.deleteTranscript(channel, talk('middleware'));
    expect((await listTalks(db, { text: 'zebra' }, { limit: 5 })).talks).toEqual([]);
  });

  test('stores no identifier, and an activity that is logged twice once', async () => {
    await store.logActivity(activity('talk-a', 1, { text: 'my number is 123-45-6789' }));
    await store.logActivity(activity('talk-a', 1, { text: 'my number is 123-45-6789' }));
    await store.logActivity(
      activity('talk-a', 2, { from: { id: '+15551234567', name: 'A Name', role: 'user' } }),
    );
    const { items } = await store.getTranscriptActivities(channel, talk('talk-a'));
    expect(items.map(({ text }) => text)).toEqual(['my number is [SSN]', 'text 2']);
    const rows = JSON.stringify(await database.db.selectFrom('activities').selectAll().execute());
    expect(rows).not.toMatch(/6789|5551234567|A Name/);
  });
});
