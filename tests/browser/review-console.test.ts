import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningConsole } from '../bot/staff/staff-for-tests.ts';
import { sayer } from '../bot/transcripts/say.ts';
import { violations } from './axe.ts';
import { staffVisit } from './console/staff-visit.ts';
import { startFilledConsole } from './console/start-filled-console.ts';
import { openBrowser } from './open-browser.ts';

const PAGES = [
  '/staff/talks',
  '/staff/talks?text=card&language=en&plan=medi-cal',
  '/staff/talks/now?judge=3',
  '/staff/talks/angry',
  '/staff/queue',
  '/staff/agreement',
  '/staff/live',
  '/staff/live/now',
  '/staff/gaps',
  '/staff/dashboard',
];

describe('the review console in a browser', () => {
  let console: RunningConsole;
  let browser: Browser;
  beforeAll(async () => {
    [console, browser] = await Promise.all([startFilledConsole(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await console?.stop();
  });

  it('has no violation of WCAG 2.2 AA on any page, in light and dark, and breaks no policy', async () => {
    const { page, context, complaints, go } = await staffVisit(browser, console, 'editor');
    for (const path of PAGES) {
      await page.emulateMedia({ colorScheme: 'light' });
      await go(path);
      await page.evaluate(() => {
        for (const closed of document.querySelectorAll('details')) closed.open = true;
      });
      expect(await violations(page), `${path}, light`).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await violations(page, 'colours'), `${path}, dark`).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('scrolls no page sideways at 320 pixels', async () => {
    const { page, context, go } = await staffVisit(browser, console, 'editor', {
      viewport: { width: 320, height: 640 },
    });
    for (const path of PAGES) {
      await go(path);
      const { wide, widest } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        widest: [...document.querySelectorAll('main *')]
          .filter(node => !node.closest('.table, .unseen, svg') && node.getBoundingClientRect().right > 321)
          .map(node => node.outerHTML.slice(0, 120)),
      }));
      expect(widest, path).toEqual([]);
      expect(wide, path).toBeLessThanOrEqual(320);
    }
    await context.close();
  });

  it('is judged with by the keyboard alone: one key a verdict, one to save, one to skip', async () => {
    const { page, context, go } = await staffVisit(browser, console, 'approver');
    await go('/staff/queue');
    const form = () => page.locator('form.judge').getAttribute('action');
    const first = await form();
    await page.keyboard.press('n');
    await page.waitForURL(/priority=/);
    expect(await form()).not.toBe(first);
    await page.goBack();
    await page.keyboard.press('2');
    expect(await page.getByRole('radio', { name: /^Wrong/ }).isChecked()).toBe(true);
    await page.getByLabel('Note').focus();
    await page.keyboard.type('s1 asked for something else');
    expect(await page.getByRole('radio', { name: /^Wrong/ }).isChecked()).toBe(true);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('s');
    await page.waitForURL(/saved/);
    expect(await page.getByRole('status').textContent()).toBe('Your judgement was saved.');
    expect(await form()).not.toBe(first);
    await page.getByRole('button', { name: 'Turn single keys off' }).press('Enter');
    await page.waitForURL(/queue$/);
    await page.keyboard.press('2');
    expect(await page.getByRole('radio', { name: /^Wrong/ }).isChecked()).toBe(false);
    await context.close();
  });

  it('works whole without JavaScript: find, read, judge, tag, keep a view', async () => {
    const { page, context, go } = await staffVisit(browser, console, 'reviewer', {
      javaScriptEnabled: false,
    });
    await go('/staff');
    await page.waitForURL(/\/staff\/talks$/);
    await page.getByLabel('Words the member wrote').fill('cost anything');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('link', { name: 'NOW' }).click();
    await page.getByRole('link', { name: 'Judge message 3' }).click();
    await page.getByLabel('Should have answered').check();
    await page.getByLabel('Topic that would have been right').selectOption('member.id-card');
    await page.getByRole('button', { name: 'Save judgement' }).click();
    expect(await page.locator('.judgements').textContent()).toContain('Should have answered by reviewer-1');
    await page.getByLabel('New tag').fill('card cost');
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByRole('link', { name: 'card cost' }).click();
    await page.getByLabel('Keep these filters under a name').fill('What cards cost');
    await page.getByRole('button', { name: 'Keep' }).click();
    await page.getByRole('link', { name: 'What cards cost' }).click();
    expect(await page.getByRole('link', { name: 'NOW', exact: true }).count()).toBe(1);
    await context.close();
  });

  it('shows a new message of a running talk by itself, until the box is cleared', async () => {
    const { page, context, complaints, go } = await staffVisit(browser, console, 'reader');
    await go('/staff/live/now');
    const { say } = sayer(console.parts.database);
    await say({ talk: 'now', text: 'hello, are you there', at: new Date() });
    await page.getByText('hello, are you there').waitFor({ timeout: 20_000 });
    expect(await page.getByText('Load again every').isVisible()).toBe(false);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('leads from a flagged talk on top to somebody who has looked after it', async () => {
    const { page, context, go } = await staffVisit(browser, console, 'reviewer');
    await go('/staff/talks');
    const urgent = page.getByRole('region', { name: 'Need somebody now' });
    await urgent.getByRole('link', { name: 'PAIN' }).click();
    await page.getByRole('button', { name: 'I have looked after this' }).click();
    expect(await page.getByText('Looked after by reviewer-1').count()).toBe(1);
    await go('/staff/talks');
    expect(await urgent.getByRole('link', { name: 'PAIN' }).count()).toBe(0);
    expect(await urgent.getByRole('link', { name: 'ANGRY' }).count()).toBe(1);
    await context.close();
  });
});
