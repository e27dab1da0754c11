import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildWidget } from '../../bot/widget/build.ts';
import { type CutProxy, cutProxy } from './cut-proxy.ts';
import { openBrowser } from './open-browser.ts';
import { type StartedBot, startBot } from './start-bot.ts';
import { type Visit, visit } from './visit.ts';

const MESSAGES = 40;
const CUTS = 20;
const USABLE_MS = 3_000;
/** 400 kbit/s and a round trip of 400 ms, in what the debugger protocol counts: bytes a second. */
const SLOW = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

describe('on a bad network', () => {
  let bot: StartedBot;
  let line: CutProxy;
  let browser: Browser;
  let here: Visit;
  beforeAll(async () => {
    await buildWidget();
    [bot, browser] = await Promise.all([startBot(), openBrowser()]);
    line = await cutProxy(bot.port);
  });
  afterAll(async () => {
    await browser?.close();
    await line?.close();
    await bot?.stop();
  });
  afterEach(async () => {
    line.up();
    await here?.leave();
  });

  /** Texts of the service's own log, which is what really happened. */
  const logged = () =>
    here.page.evaluate(async base => {
      const { session } = JSON.parse(sessionStorage.getItem('member-help-chat') ?? '{}');
      const response = await fetch(
        `${base}/v3/directline/conversations/${session.conversationId}/activities`,
        {
          headers: { authorization: `Bearer ${session.token}` },
        },
      );
      const { activities } = (await response.json()) as {
        activities: { text: string; from: { role: string } }[];
      };
      return activities.filter(({ from }) => from.role === 'user').map(({ text }) => text);
    }, '');
  const shown = () => here.page.locator('.own .words').allTextContents();
  const outbox = () =>
    here.page.evaluate(
      () => JSON.parse(sessionStorage.getItem('member-help-chat') ?? '{}').outbox?.length ?? 0,
    );

  it(`loses no message and sends none twice in a talk cut ${CUTS} times, and keeps the order`, async () => {
    here = await visit(browser, line.url);
    await here.open();
    const texts = Array.from({ length: MESSAGES }, (_, place) => `thanks ${place + 1}`);
    for (const [place, text] of texts.entries()) {
      await here.box.fill(text);
      await here.box.press('Enter');
      // At another moment of sending each time: before, in the middle of, or after the call.
      if (place % 2 === 0)
        await here.page.evaluate(wait => new Promise(done => setTimeout(done, wait)), place % 7);
      if (place % (MESSAGES / CUTS) === 0) line.cut();
    }
    await expect.poll(outbox, { timeout: 25_000 }).toBe(0);
    await expect.poll(() => here.bot.count(), { timeout: 15_000 }).toBe(MESSAGES + 1);
    expect(await shown()).toEqual(texts);
    expect(await logged()).toEqual(texts);
    const order = await here.page
      .locator('.message')
      .evaluateAll(all => all.map(message => (message.classList.contains('own') ? 'own' : 'bot')).join(' '));
    expect(order).toBe(`bot ${Array(MESSAGES).fill('own bot').join(' ')}`);
  });

  it('keeps what was typed without a line and sends it, in order, when the line is back', async () => {
    here = await visit(browser, line.url);
    await here.open();
    line.down();
    await here.context.setOffline(true);
    for (const text of ['thanks 1', 'thanks 2', 'thanks 3']) {
      await here.box.fill(text);
      await here.box.press('Enter');
    }
    await expect.poll(() => here.page.locator('.status').textContent()).toContain('You are offline');
    expect(await outbox()).toBe(3);
    line.up();
    await here.context.setOffline(false);
    await expect.poll(() => here.bot.count(), { timeout: 15_000 }).toBe(4);
    expect(await shown()).toEqual(['thanks 1', 'thanks 2', 'thanks 3']);
    expect(await logged()).toEqual(['thanks 1', 'thanks 2', 'thanks 3']);
  });

  it('sends after a reload what was not sent before it', async () => {
    here = await visit(browser, line.url);
    await here.open();
    await here.page.route('**/activities', route =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await here.box.fill('thanks');
    await here.box.press('Enter');
    await here.own.first().waitFor();
    await here.page.unroute('**/activities');
    await here.page.reload();
    await expect.poll(() => here.bot.count(), { timeout: 15_000 }).toBe(2);
    expect(await logged()).toEqual(['thanks']);
  });

  it('goes on by asking again and again where sockets do not get through', async () => {
    here = await visit(browser, line.url, {
      before: page =>
        page.addInitScript(() =>
          Object.assign(globalThis, {
            WebSocket: class {
              static OPEN = 1;
              readyState = 3;
              constructor() {
                setTimeout(() => (this as unknown as { onerror(): void }).onerror(), 0);
              }
              close() {}
            },
          }),
        ),
    });
    await here.launcher.click();
    await here.bot.first().waitFor();
    await here.say('thanks');
    expect(await here.bot.count()).toBe(2);
  });

  it('goes on after the service was restarted', async () => {
    here = await visit(browser, line.url);
    await here.open();
    await here.say('thanks');
    await bot.restart();
    await here.say('bye');
    expect(await here.bot.count()).toBe(3);
    expect(await logged()).toEqual(['thanks', 'bye']);
  }, 90_000);

  it('shows the phone lines and 911 while the service can not be reached', async () => {
    here = await visit(browser, line.url, {
      before: page => page.route('**/v3/directline/**', route => route.abort()),
    });
    await here.launcher.click();
    const notice = here.page.locator('.notice');
    await expect.poll(() => notice.textContent(), { timeout: 10_000 }).toContain('call 911');
    expect(await notice.getByRole('link').count()).toBe(4);
    expect(await notice.textContent()).toContain('TTY 711');
    await here.page.unroute('**/v3/directline/**');
    await here.bot.first().waitFor();
    await expect.poll(() => notice.isVisible()).toBe(false);
  });

  it(`is usable within ${USABLE_MS / 1000} s of the tap on a slow phone, and moves nothing on the page`, async () => {
    here = await visit(browser, bot.url, {
      context: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
      before: async page => {
        await page.addInitScript(() => {
          Object.assign(globalThis, { shifts: 0 });
          new PerformanceObserver(list => {
            for (const entry of list.getEntries())
              Object.assign(globalThis, {
                shifts:
                  (globalThis as unknown as { shifts: number }).shifts +
                  (entry as unknown as { value: number }).value,
              });
          }).observe({ type: 'layout-shift', buffered: true });
        });
        const protocol = await page.context().newCDPSession(page);
        await protocol.send('Network.enable');
        await protocol.send('Network.emulateNetworkConditions', SLOW);
        await protocol.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      },
    });
    const tapped = performance.now();
    await here.launcher.tap();
    await here.box.waitFor();
    const typing = performance.now() - tapped;
    await here.bot.first().waitFor();
    const usable = performance.now() - tapped;
    const asked = performance.now();
    await here.say('How do I get a new ID card?');
    const answered = performance.now() - asked;
    process.stdout.write(
      `slow phone: text box ${Math.round(typing)} ms after the tap, greeting ${Math.round(usable)} ms, answer ${Math.round(answered)} ms after sending\n`,
    );
    expect(usable).toBeLessThan(USABLE_MS);
    expect(await here.page.evaluate(() => (globalThis as unknown as { shifts: number }).shifts)).toBe(0);
  });
});
