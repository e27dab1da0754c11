import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildWidget, MOST_BYTES } from '../../bot/widget/build.ts';
import { openBrowser } from './open-browser.ts';
import { type ServedPage, servePage } from './serve-page.ts';
import { type StartedBot, startBot } from './start-bot.ts';
import { type Visit, visit } from './visit.ts';

describe('the chat widget', () => {
  let bot: StartedBot;
  let browser: Browser;
  let here: Visit;
  let gzipped: number;
  let site: ServedPage;
  let stranger: ServedPage;
  beforeAll(async () => {
    ({ gzipped } = await buildWidget());
    [site, stranger] = await Promise.all([servePage(() => bot.url), servePage(() => bot.url)]);
    [bot, browser] = await Promise.all([startBot({ ALLOWED_ORIGINS: site.url }), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await bot?.stop();
    await Promise.all([site?.close(), stranger?.close()]);
  });
  afterEach(() => here?.leave());

  const option = async (name: string) => {
    await here.page.getByRole('button', { name: 'Options' }).click();
    await here.page.getByRole('button', { name, exact: true }).click();
  };

  it('is at most 20 KB gzipped, with styles and English', () => {
    expect(gzipped).toBeLessThanOrEqual(MOST_BYTES);
  });

  it('says what it is, links the privacy policy and offers the plans, with no complaint of the browser', async () => {
    here = await visit(browser, bot.url);
    await here.open();
    const greeting = here.bot.first();
    expect(await greeting.textContent()).toContain('not a person');
    await greeting.getByRole('link', { name: 'How we use your information' }).waitFor();
    await greeting.getByRole('link', { name: 'Nondiscrimination notice' }).waitFor();
    await here.page.getByRole('button', { name: 'Medi-Cal', exact: true }).click();
    await expect.poll(() => here.bot.count()).toBe(2);
    expect(await here.bot.nth(1).textContent()).toContain('Medi-Cal');
    expect(here.complaints).toEqual([]);
  });

  it('sets no cookie and keeps nothing outside of the tab', async () => {
    here = await visit(browser, bot.url);
    await here.open();
    await here.say('thanks');
    expect(await here.context.cookies()).toEqual([]);
    expect(await here.page.evaluate(() => localStorage.length)).toBe(0);
    expect(await here.page.evaluate(() => Object.keys(sessionStorage))).toEqual(['member-help-chat']);
  });

  it('answers with a card: title, text, phone lines to tap, TTY, and the source with its site', async () => {
    here = await visit(browser, bot.url);
    await here.open();
    const card = await here.say('How do I get a new ID card?');
    await card.getByRole('heading', { level: 3 }).waitFor();
    const source = card.locator('.source');
    expect(await source.getAttribute('href')).toMatch(/^https:\/\/www\.lacare\.org\//);
    expect(await source.getAttribute('rel')).toContain('noopener');
    const call = card.locator('a.call').first();
    expect(await call.getAttribute('href')).toMatch(/^tel:\+1\d{10}$/);
    expect(await card.textContent()).toContain('TTY 711');
  });

  it('shows an emergency with a call button for 911 before anything else', async () => {
    here = await visit(browser, bot.url);
    await here.open();
    const card = await here.say('I have chest pain');
    const [first] = await card.getByRole('link').all();
    expect(await first?.getAttribute('href')).toBe('tel:911');
    expect(await card.locator('.alarm').isVisible()).toBe(true);
  });

  it('lets who thinks of suicide call or text 988', async () => {
    here = await visit(browser, bot.url);
    await here.open();
    const card = await here.say('I want to kill myself');
    const addresses = await card
      .locator('.alarm a')
      .evaluateAll(all => all.map(link => link.getAttribute('href')));
    expect(addresses).toEqual(['tel:988', 'sms:988', 'tel:911']);
  });

  it('offers choices as buttons that send their words', async () => {
    here = await visit(browser, bot.url);
    await here.open();
    await here.say('what can you do');
    const choice = here.page.locator('.chips .chip').first();
    const words = await choice.textContent();
    await choice.click();
    await expect.poll(() => here.own.last().textContent()).toContain(String(words));
  });

  it('sends thumbs and the reason', async () => {
    here = await visit(browser, bot.url);
    await here.open();
    const card = await here.say('How do I get a new ID card?');
    const sent: unknown[] = [];
    here.page.on('request', request => {
      if (request.method() === 'POST') sent.push(request.postDataJSON().value);
    });
    await card.getByRole('button', { name: 'No', exact: true }).click();
    await card.getByRole('button', { name: 'Something was missing' }).click();
    await expect
      .poll(() => sent)
      .toMatchObject([
        { helpful: false, replyId: expect.any(String) },
        { helpful: false, reason: 'incomplete' },
      ]);
    await expect.poll(() => here.page.getByRole('status').textContent()).toContain('Thank you.');
    expect(await card.getByRole('button', { name: 'No', exact: true }).getAttribute('aria-pressed')).toBe(
      'true',
    );
  });

  it('shows what was kept of a message with an identifier', async () => {
    here = await visit(browser, bot.url);
    await here.open();
    await here.say('my ssn is 536-22-8145');
    await expect.poll(() => here.own.first().textContent()).not.toContain('536');
  });

  it('goes on after a reload and in another tab, and shows all that was said', async () => {
    here = await visit(browser, bot.url);
    await here.open();
    await here.say('thanks');
    const tab = await here.context.newPage();
    await tab.goto(bot.url);
    await tab.locator('.launcher').click();
    await tab.locator('.own').waitFor();
    expect(await tab.locator('.message').count()).toBe(3);
    await here.say('bye');
    await expect.poll(() => tab.locator('.message').count()).toBe(5);
    await here.page.reload();
    await expect.poll(() => here.page.locator('.message').count()).toBe(5);
  });

  it('counts what comes while it is closed, and tells', async () => {
    here = await visit(browser, bot.url);
    await here.open();
    await here.say('thanks');
    await here.page.evaluate(() => {
      const chat = document.querySelector('member-help-chat');
      chat?.ask('bye');
      chat?.close();
    });
    await here.page.getByRole('button', { name: 'Chat with our helper (1 new message)' }).waitFor();
    await expect.poll(() => here.page.getByRole('status').textContent()).toContain('1 new message');
    await here.launcher.click();
    expect(await here.page.locator('.badge').isVisible()).toBe(false);
  });

  it('changes the language before and in the talk, for words and bot', async () => {
    here = await visit(browser, bot.url);
    await here.open();
    await here.page.getByLabel('Language', { exact: true }).selectOption('fa');
    await expect.poll(() => here.bot.first().getAttribute('lang')).toBe('fa');
    expect(await here.page.locator('.panel').getAttribute('dir')).toBe('rtl');
    await here.say('ممنون');
    await here.page.locator('#language').selectOption('ru');
    await expect.poll(() => here.bot.last().getAttribute('lang')).toBe('ru');
    expect(await here.page.locator('.panel').getAttribute('lang')).toBe('ru');
  });

  it('follows the member into another language', async () => {
    here = await visit(browser, bot.url);
    await here.open();
    await here.say('چطور کارت جدید بگیرم؟');
    await expect.poll(() => here.page.locator('.panel').getAttribute('lang')).toBe('fa');
  });

  it('deletes the talk after asking once', async () => {
    here = await visit(browser, bot.url);
    await here.open();
    await here.say('thanks');
    await option('Delete chat');
    await here.page.getByRole('button', { name: 'Delete it' }).click();
    await expect.poll(() => here.page.locator('.notice').textContent()).toContain('This chat is deleted.');
    expect(await here.own.count()).toBe(0);
    await here.page.getByRole('button', { name: 'Start a new chat' }).click();
    await expect.poll(() => here.bot.first().textContent()).toContain('not a person');
  });

  it('ends after asking once, and starts anew', async () => {
    here = await visit(browser, bot.url);
    await here.open();
    await here.say('thanks');
    await option('End chat');
    await here.page.locator('.notice').getByRole('button', { name: 'End chat' }).click();
    await expect.poll(() => here.page.locator('.notice').textContent()).toContain('The chat has ended.');
    expect(await here.box.isVisible()).toBe(false);
    await here.page.getByRole('button', { name: 'Start a new chat' }).click();
    await here.bot.first().waitFor();
    expect(await here.own.count()).toBe(0);
  });

  it('prints the talk on a page of its own', async () => {
    here = await visit(browser, bot.url);
    await here.context.addInitScript(() => {
      window.print = () => undefined;
    });
    await here.open();
    await here.say('thanks');
    const [printed] = await Promise.all([here.context.waitForEvent('page'), option('Print or save')]);
    await expect.poll(() => printed.locator('body').textContent()).toContain('You: thanks');
    expect(await printed.locator('body').textContent()).toContain('not a person');
  });

  it('makes the text larger and smaller, and keeps the size in the tab', async () => {
    here = await visit(browser, bot.url);
    await here.open();
    const size = () => here.box.evaluate(box => Number.parseFloat(getComputedStyle(box).fontSize));
    const before = await size();
    await here.page.getByRole('button', { name: 'Options' }).click();
    await here.page.getByRole('button', { name: 'Larger text' }).click();
    expect(await size()).toBeGreaterThan(before);
    const larger = await size();
    await here.page.reload();
    await here.launcher.waitFor();
    expect(await size()).toBe(larger);
  });

  it('offers to try again what the service refused', async () => {
    here = await visit(browser, bot.url);
    await here.open();
    await here.page.route('**/activities', route => route.fulfill({ status: 400, json: { error: {} } }), {
      times: 1,
    });
    await here.box.fill('thanks');
    await here.box.press('Enter');
    await here.page.getByRole('button', { name: 'Not sent. Try again' }).click();
    await expect.poll(() => here.bot.count()).toBe(2);
    expect(await here.own.count()).toBe(1);
  });

  it('waits as long as the service asks, and sends then', async () => {
    here = await visit(browser, bot.url);
    await here.open();
    await here.page.route(
      '**/activities',
      route => route.fulfill({ status: 429, headers: { 'retry-after': '1' }, json: { error: {} } }),
      { times: 1 },
    );
    await here.box.fill('thanks');
    await here.box.press('Enter');
    await expect.poll(() => here.page.locator('.status').textContent()).toContain('Please wait a moment');
    await expect.poll(() => here.bot.count(), { timeout: 5_000 }).toBe(2);
  });

  it('gives the host page an API and events that carry nothing that was said', async () => {
    here = await visit(browser, bot.url);
    await here.page.evaluate(() => {
      const events: string[] = [];
      Object.assign(globalThis, { events });
      for (const name of ['open', 'close', 'message', 'unread', 'language', 'end'])
        document.addEventListener(`chat-${name}`, event =>
          events.push(`${name} ${JSON.stringify((event as CustomEvent).detail)}`),
        );
      document.querySelector('member-help-chat')?.ask('thanks');
    });
    await expect.poll(() => here.bot.count()).toBe(2);
    await here.page.evaluate(() => document.querySelector('member-help-chat')?.close());
    const events = await here.page.evaluate(() => (globalThis as unknown as { events: string[] }).events);
    expect(events).toEqual([
      'open null',
      'message {"from":"member","outcome":null}',
      'message {"from":"bot","outcome":"smalltalk"}',
      'message {"from":"bot","outcome":"smalltalk"}',
      'close null',
    ]);
  });

  it('works on the page of another site that is listed, and on no other', async () => {
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      await page.goto(site.url);
      await page.locator('.launcher').click();
      await page.locator('.message.bot').waitFor();
      await page.goto(stranger.url);
      await page.locator('.launcher').click();
      await page.locator('.notice').waitFor();
      expect(await page.locator('.message').count()).toBe(0);
    } finally {
      await context.close();
    }
  });

  it('is served with validators and languages that may be kept for ever', async () => {
    here = await visit(browser, bot.url);
    const script = await fetch(`${bot.url}/widget.js`, { headers: { 'accept-encoding': 'br' } });
    const etag = script.headers.get('etag') ?? '';
    expect(script.headers.get('content-encoding')).toBe('br');
    const again = await fetch(`${bot.url}/widget.js`, {
      headers: { 'if-none-match': etag, 'cache-control': 'max-age=0', 'accept-encoding': 'br' },
    });
    expect(again.status).toBe(304);
    const words = await fetch(`${bot.url}/widget/locale-fa.json?abc`);
    expect(words.headers.get('cache-control')).toContain('immutable');
    expect((await words.json()) as object).toMatchObject({ tag: 'fa', dir: 'rtl' });
    expect((await fetch(`${bot.url}/widget/locale-..json`)).status).toBe(404);
  });
});
