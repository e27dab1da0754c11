import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../bot/staff/people/roles.ts';
import { databaseSessions } from '../../bot/staff/sign-in/sessions.ts';
import { databaseLog } from '../../bot/transcripts/database-log.ts';
import { migrate } from '../../bot/transcripts/migrate.ts';
import { openSqlite } from '../../bot/transcripts/open-sqlite.ts';
import { type RunningBot, startBot } from '../bot/start-bot.ts';
import { violations } from './axe.ts';
import { openBrowser } from './open-browser.ts';
import { visit } from './visit.ts';

const QUESTION = 'got any snorkel tokens for grandma';
const TOPIC = 'care.transportation';
const TRIALS = 40;
/** An edition is learnt and tried in between, at low priority. */
const TRYING_MS = 240_000;

let bot: RunningBot;
let browser: Browser;
const cookies = new Map<string, string>();

beforeAll(async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'mend-'));
  const db = openSqlite(join(dataFolder, 'transcripts.db'));
  await migrate(db);
  const sessions = databaseSessions(db, () => new Date(), { idleMs: 3_600_000, wholeMs: 3_600_000 });
  for (const role of ['reviewer', 'editor', 'approver'] satisfies Role[]) {
    const name = `${role}-1`;
    await db
      .insertInto('staff')
      .values({
        id: name,
        name,
        role,
        state: 'active',
        password_hash: null,
        totp_sealed: null,
        totp_step: 0,
        setup_hash: null,
        setup_until: null,
        openid: null,
        created_at: 0,
        signed_in_at: null,
      })
      .execute();
    cookies.set(role, await sessions.start(name, 'password'));
  }
  await db.destroy();
  // A part of the question set: the rest would only take longer.
  const trials = readFileSync('tests/eval/dev.jsonl', 'utf8').split('\n').slice(0, TRIALS);
  const trialFile = join(dataFolder, 'trials.jsonl');
  writeFileSync(trialFile, trials.join('\n'));
  [bot, browser] = await Promise.all([
    startBot({ dataFolder, env: { TRIAL_FILE: trialFile } }),
    openBrowser(),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await bot?.stop();
  bot?.clean();
});

async function as(role: Role): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1000, height: 800 },
    reducedMotion: 'reduce',
  });
  await context.addCookies([{ name: 'staff', value: cookies.get(role) ?? '', url: bot.url }]);
  return context.newPage();
}

/** The reply that a member gets to the question now. */
async function ask(): Promise<string> {
  const member = await visit(browser, bot.url);
  await member.open();
  const reply = await member.say(QUESTION);
  const text = await reply.innerText();
  await member.leave();
  return text;
}

/** The last reply of the log did not help. */
async function thumbDown(): Promise<void> {
  const db = openSqlite(join(bot.dataFolder, 'transcripts.db'));
  const reply = await db
    .selectFrom('activities')
    .select(['conversation_id', 'number'])
    .where('reply_to', 'is not', null)
    .orderBy('at', 'desc')
    .executeTakeFirstOrThrow();
  await databaseLog(db, async () => {}).recordFeedback({
    conversationId: reply.conversation_id,
    number: reply.number,
    helpful: false,
    reason: null,
    at: new Date(),
  });
  await db.destroy();
}

describe('a question that nobody could answer', () => {
  test('is found in the gaps, drafted, approved by somebody else, answered at once, and taken back again', {
    timeout: TRYING_MS + 120_000,
  }, async () => {
    const before = await ask();
    await thumbDown();

    // A reviewer finds it.
    const reviewer = await as('reviewer');
    await reviewer.goto(`${bot.url}/staff/gaps`);
    await reviewer.getByText(QUESTION).first().waitFor();
    await reviewer.context().close();

    // An editor goes from there to a draft, and sees what it would change.
    const editor = await as('editor');
    await editor.goto(`${bot.url}/staff/gaps`);
    await editor.locator('a[href*="/staff/drafts/new"]').first().click();
    expect(await editor.locator('textarea[name=samples]').inputValue()).toBe(QUESTION);
    expect(await violations(editor)).toEqual([]);
    await editor.locator('select[name=topic]').selectOption(TOPIC);
    await editor.locator('textarea[name=samples]').fill(`${QUESTION}\nsnorkel tokens to get to the clinic`);
    await editor.locator('input[name=why]').fill('members call the ride vouchers so');
    await editor.getByRole('button', { name: 'Try it' }).click();
    await editor.waitForURL(/\/staff\/drafts\/[0-9a-f]{12}$/);
    const draft = editor.url();
    await editor.getByRole('status').waitFor();
    await editor.getByRole('button', { name: 'Send for approval' }).waitFor({ timeout: TRYING_MS });
    const report = await editor.locator('main').innerText();
    expect(report).toContain(`answered: ${TOPIC}`);
    expect(report).toContain('Trial questions, before and after');
    expect(await violations(editor)).toEqual([]);
    expect(await ask()).toBe(before);
    await editor.getByRole('button', { name: 'Send for approval' }).click();
    await editor.getByText('Somebody else has to approve it.').waitFor();
    expect(await editor.getByRole('button', { name: 'Approve and put live' }).count()).toBe(0);
    await editor.setViewportSize({ width: 320, height: 640 });
    expect(await editor.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    await editor.context().close();

    // Somebody else approves, by the keyboard alone.
    const approver = await as('approver');
    await approver.goto(draft);
    await approver.locator('#approve-why').focus();
    await approver.keyboard.type('right, I checked');
    await approver.keyboard.press('Tab');
    await approver.keyboard.press('Enter');
    await approver.getByText('went live').waitFor();
    const answered = await ask();
    expect(answered).toContain('ride');
    expect(answered).not.toBe(before);

    // And back.
    await approver.goto(`${bot.url}/staff/editions`);
    expect(await violations(approver)).toEqual([]);
    await approver.locator('input[name=why]').fill('the vouchers were stopped');
    await approver.getByRole('button', { name: 'Go back to the one before' }).click();
    await approver.getByText('The knowledge that came with the service is live.').waitFor();
    expect(await ask()).toBe(before);
    await approver.context().close();
  });
});
