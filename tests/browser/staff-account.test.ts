import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../knowledge/project-root.ts';
import { digitsOf } from '../bot/staff/visitor.ts';
import { type RunningBot, startBot } from '../bot/start-bot.ts';
import { violations } from './axe.ts';
import { openBrowser } from './open-browser.ts';

const run = promisify(execFile);
const PASSWORD = 'four plain words here';

let bot: RunningBot;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const complaints: string[] = [];
const dataFolder = mkdtempSync(join(tmpdir(), 'staff-'));

/** `npm run staff -- …`, beside the running service. */
const command = async (...args: string[]) => {
  const env = { PATH: process.env['PATH'], DATA_DIR: dataFolder };
  const { stdout } = await run(process.execPath, ['.dist/bot/cli/staff.js', ...args], {
    cwd: projectRoot(),
    env,
  });
  return stdout;
};

beforeAll(async () => {
  [bot, browser] = await Promise.all([startBot({ dataFolder }), openBrowser()]);
  context = await browser.newContext({ viewport: { width: 1100, height: 900 }, reducedMotion: 'reduce' });
  page = await context.newPage();
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(String(error)));
});
afterAll(async () => {
  await browser?.close();
  await bot?.stop();
  bot?.clean();
});

/** No violation in light and in dark, and nothing to scroll sideways at 320 px. */
async function looksRight(): Promise<void> {
  expect(await violations(page), page.url()).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(page, 'colours'), `${page.url()} in dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 320, height: 640 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, `${page.url()} is ${width} px wide`).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 1100, height: 900 });
}

/** Types into the fields of a form one after the other and sends it, with the keyboard alone. */
async function typeForm(first: string, values: readonly string[]): Promise<void> {
  await page.getByLabel(first, { exact: true }).first().focus();
  for (const [place, value] of values.entries()) {
    if (place > 0) await page.keyboard.press('Tab');
    await page.keyboard.type(value);
  }
  await page.keyboard.press('Enter');
}

describe('an admin, from the command to signing out, by keyboard', () => {
  let codes: readonly string[];

  test('takes over the account by the link that the command printed', async () => {
    const link = /http\S+/.exec(await command('add-admin', 'admin-1'))?.[0] ?? '';
    const { pathname, search } = new URL(link);
    await page.goto(`${bot.url}${pathname}${search}`);
    await looksRight();
    const secret = await page.locator('form code').innerText();
    await typeForm('Password', [PASSWORD, PASSWORD, digitsOf(secret.replaceAll(' ', ''), new Date())]);
    await page.getByText('Your account is ready.').waitFor();
    await looksRight();
    codes = await page.locator('.codes code').allInnerTexts();
    expect(codes).toHaveLength(10);
  });

  test('signs in, past the bar by the skip link, and sees every page without a fault', async () => {
    await page.goto(`${bot.url}/staff`);
    expect(page.url()).toContain('/staff/sign-in');
    await looksRight();
    await typeForm('Name', ['admin-1', 'wrong words, all of them', codes[0] ?? '']);
    await page.getByRole('alert').waitFor();
    await looksRight();
    await typeForm('Password', [PASSWORD, codes[0] ?? '']);
    await page.waitForURL(/\/staff\/talks/);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Skip to content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    for (const path of [
      '/staff/people',
      '/staff/audit?who=system',
      '/staff/retention',
      '/staff/account',
      '/staff/nothing',
    ]) {
      await page.goto(`${bot.url}${path}`);
      await looksRight();
    }
  });

  test('invites somebody, changes their role and deactivates them', async () => {
    await page.goto(`${bot.url}/staff/people`);
    await page.getByLabel('Name to sign in with').focus();
    await page.keyboard.type('reviewer-1');
    await page.keyboard.press('Tab');
    await page.keyboard.type('reviewer');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('It works once').waitFor();
    await looksRight();
    expect(await page.locator('main code').innerText()).toMatch(/\/staff\/set-up\?code=/);
    await page.goto(`${bot.url}/staff/people`);
    await page.getByRole('link', { name: 'reviewer-1' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Person: reviewer-1' }).waitFor();
    await looksRight();
    await page.getByRole('button', { name: 'Deactivate and sign out' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('deactivated', { exact: false }).first().waitFor();
  });

  test('signs out, and the way back in the browser shows nothing', async () => {
    await page.getByRole('button', { name: 'Sign out', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/staff\/sign-in/);
    await page.goBack();
    await page.waitForURL(/\/staff\/sign-in/);
    expect(await page.getByLabel('Name', { exact: true }).isVisible()).toBe(true);
  });

  test('is warned before a time-out, without being moved, and stays by one key', async () => {
    await page.clock.install();
    await page.goto(`${bot.url}/staff/sign-in`);
    await typeForm('Name', ['admin-1', PASSWORD, codes[1] ?? '']);
    await page.waitForURL(/\/staff\/talks/);
    await page.goto(`${bot.url}/staff/account`);
    await page.getByLabel('New password').focus();
    await page.clock.fastForward(14 * 60_000);
    await page.getByRole('alert').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('new');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'I am still here' }).press('Enter');
    await page.getByRole('alert').waitFor({ state: 'detached' });
  });

  test('leaves an audit log that verifies, and a browser without a complaint', async () => {
    expect(await command('verify-audit')).toMatch(/all is well/);
    // The refused sign-in and the page that is not there are what they are.
    expect(complaints.filter(text => !/status of 40[14]/.test(text))).toEqual([]);
  });
});
