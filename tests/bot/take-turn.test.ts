import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadMeans } from '../../bot/load-means.ts';
import { localQueue } from '../../bot/state/conversation-queue.ts';
import { localFanOut } from '../../bot/state/fan-out.ts';
import { databaseLog } from '../../bot/transcripts/database-log.ts';
import { migrate } from '../../bot/transcripts/migrate.ts';
import { forgetDeleted, openSqlite } from '../../bot/transcripts/open-sqlite.ts';
import type { LogDatabase } from '../../bot/transcripts/schema.ts';
import { ConversationMovedError, type TranscriptLog } from '../../bot/transcripts/transcript-log.ts';
import { directoryPhones } from '../../bot/turn/directory-phones.ts';
import { createMasker } from '../../bot/turn/masking/masker.ts';
import { webActivities } from '../../bot/turn/reply/web-activity.ts';
import { type Inbound, type TurnTaker, turnTaker } from '../../bot/turn/take-turn.ts';
import { PLAIN_RESULT } from './transcripts/plain-result.ts';

const means = loadMeans(error => {
  throw error;
});
const masker = createMasker({ phones: directoryPhones(means.directory) });

let folder: string;
let database: LogDatabase;
let log: TranscriptLog;
let turns: TurnTaker;
const published: number[] = [];

async function open() {
  database = openSqlite(join(folder, 'transcripts.db'));
  await migrate(database);
  log = databaseLog(database, forgetDeleted);
  const fanOut = localFanOut();
  fanOut.subscribe('talk-1', {
    written: activities => published.push(...activities.map(({ number }) => number)),
    missed: () => {},
    seen: () => 0,
  });
  turns = turnTaker({
    log,
    queue: localQueue(),
    fanOut,
    masker,
    means: () => means,
    clock: () => new Date(),
  });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'turns-'));
  published.length = 0;
  await open();
});
afterEach(async () => {
  await log.close();
  rmSync(folder, { recursive: true, force: true });
});

const message = (text: string, messageId: string | null = null, conversationId = 'talk-1'): Inbound => ({
  conversationId,
  channel: 'directline',
  form: 'web',
  messageId,
  text,
  attachments: false,
  locale: null,
  activity: { type: 'message', from: { id: 'u', name: '' } },
});
const say = (text: string, messageId: string | null = null) =>
  turns.take(message(text, messageId), webActivities);

describe('a turn', () => {
  it('is in the log, numbered, when it is acknowledged, with outcome, topic and article version', async () => {
    const outcome = await say('do you sell my info?');
    expect(await log.read('talk-1', 0)).toEqual([outcome.message, ...outcome.replies]);
    expect(outcome.replies[0]).toMatchObject({ number: 2, replyTo: 1 });
    expect(published).toEqual([1, 2]);
  });

  it('runs once for a message that comes twice, also at the same time', async () => {
    const both = await Promise.all([say('how do i renew', 'm-1'), say('how do i renew', 'm-1')]);
    expect(both.map(({ repeated }) => repeated).sort()).toEqual([false, true]);
    expect(both[0].replies).toEqual(both[1].replies);
    expect(await log.read('talk-1', 0)).toHaveLength(2);
  });

  it('keeps the order of arrival within a conversation', async () => {
    const texts = ['i have l.a. care covered', 'is my claim paid', 'start over', 'is my claim paid'];
    await Promise.all(texts.map(text => say(text)));
    const said = (await log.read('talk-1', 0)).filter(({ direction }) => direction === 'in');
    expect(said.map(({ activity }) => activity.text)).toEqual(texts);
  });

  it('is decided anew when somebody else wrote in between', async () => {
    await say('hello');
    const original = log.commit;
    let first = true;
    turns = turnTaker({
      log: {
        ...log,
        commit: async turn => {
          if (first) {
            first = false;
            await original({ ...turn, channelMessageId: null, replies: [] });
          }
          return original(turn);
        },
      },
      queue: localQueue(),
      fanOut: localFanOut(),
      masker,
      means: () => means,
      clock: () => new Date(),
    });
    const outcome = await say('do you sell my info?');
    expect(outcome.message.number).toBe(4);
    expect(await log.read('talk-1', 0)).toHaveLength(5);
  });

  it('refuses a commit on an old state', async () => {
    const { message: logged } = await say('hello');
    const stale = log.commit({
      conversationId: 'talk-1',
      channel: 'directline',
      flags: [],
      expected: 0,
      channelMessageId: null,
      message: logged.activity,
      replies: [],
      state: (await log.find('talk-1'))?.state ?? fail('no state'),
      result: PLAIN_RESULT,
      at: new Date(),
      effect: null,
    });
    await expect(stale).rejects.toBeInstanceOf(ConversationMovedError);
  });

  it('goes on after a restart where it was', async () => {
    await say('i have l.a. care covered');
    await log.close();
    await open();
    const { decision } = await say('is my claim paid');
    expect(decision?.state.plan).toBe('lacc');
  });
});

describe('identifiers', () => {
  const secrets = [
    '123-45-6789',
    '91234567A',
    '1EG4-TE5-MK73',
    '4111 1111 1111 1111',
    'maria.lopez@example.com',
    '310-555-0188',
  ];

  it('are nowhere in the data folder after a talk full of them', async () => {
    for (const secret of secrets) await say(`my number is ${secret}, ssn, cin, card, is my claim paid?`);
    await turns.take(
      {
        ...message('hello'),
        activity: { type: 'message', channelData: { clientActivityID: 'c-1', note: `ssn ${secrets[0]}` } },
      },
      webActivities,
    );
    await log.close();
    const bytes = readdirSync(folder)
      .map(name => readFileSync(join(folder, name)).toString('latin1'))
      .join('');
    for (const secret of secrets) {
      expect(bytes).not.toContain(secret);
      expect(bytes).not.toContain(secret.replace(/\D/g, '').padStart(9, 'x'));
    }
    expect(bytes).toContain('[SSN]');
    await open();
  });

  it('are told of in the reply, and the rest of the message is answered', async () => {
    const { replies, decision } = await say('my ssn is 123-45-6789 do you sell my info?');
    expect(decision).toMatchObject({ outcome: 'answered', topic: 'privacy.personal-info' });
    expect(replies[0]?.activity.text).toMatch(/removed your Social Security number/);
  });
});

describe('deletion', () => {
  it('leaves nothing that was said, on disk either, and the talk goes on anew', async () => {
    await say('my zebra is called marzipan and i have l.a. care covered');
    await say('delete my conversation');
    await say('yes');
    expect(await log.read('talk-1', 0)).toEqual([]);
    const conversation = await log.find('talk-1');
    expect(conversation?.state).toMatchObject({ plan: null, lastQuestion: null, turns: 0 });
    await log.close();
    const bytes = readdirSync(folder)
      .map(name => readFileSync(join(folder, name)).toString('latin1'))
      .join('');
    // Nor the beginnings of its words, which it was found by.
    expect(bytes).not.toContain('marz');
    await open();
    expect((await say('do you sell my info?')).decision?.outcome).toBe('answered');
  });

  it('is not promised for a talk under legal hold: the member hears that it stays for now', async () => {
    await say('my zebra is called marzipan');
    await say('delete my conversation');
    await hold('talk-1');
    const { decision, deleted, replies } = await say('yes');
    expect([decision?.effect, deleted]).toEqual(['delete-conversation', false]);
    expect(replies[0]?.activity.text).toMatch(/the law asks us to keep it/);
    expect(replies[0]?.activity.text).not.toMatch(/is deleted\.|Done/);
    expect(await log.read('talk-1', 0)).toHaveLength(6);
    const child = await say('i am 10 years old');
    expect(child.replies[0]?.activity.text).not.toMatch(/delet/);
  });

  it('is decided anew where a hold is placed while the member is told that the talk is gone', async () => {
    await say('delete my conversation');
    const original = log.isHeld;
    log.isHeld = async id => {
      log.isHeld = original;
      await hold(id);
      return false;
    };
    const { deleted, replies } = await say('yes');
    expect(deleted).toBe(false);
    expect(replies[0]?.activity.text).toMatch(/the law asks us to keep it/);
  });
});

async function hold(conversationId: string): Promise<void> {
  await database
    .insertInto('legal_holds')
    .values({
      conversation_id: conversationId,
      placed_by: 'admin-1',
      why: 'a lawsuit',
      at: 0,
      deletion_due: 0,
    })
    .execute();
}

function fail(reason: string): never {
  throw new Error(reason);
}
