import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWidget } from '../../bot/widget/build.ts';
import { openBrowser } from './open-browser.ts';
import { type StartedBot, startBot } from './start-bot.ts';
import { type Visit, visit } from './visit.ts';

const reader = createRequire(import.meta.url)
  .resolve('@guidepup/virtual-screen-reader')
  .replace(/lib\/.*$/, 'lib/esm/index.browser.js');

interface Reader {
  start(options: { container: Node; window?: unknown }): Promise<void>;
  spokenPhraseLog(): Promise<string[]>;
  clearSpokenPhraseLog(): Promise<void>;
  stop(): Promise<void>;
}

describe('a virtual screen reader', () => {
  let bot: StartedBot;
  let browser: Browser;
  let here: Visit;
  beforeAll(async () => {
    await buildWidget();
    [bot, browser] = await Promise.all([startBot(), openBrowser()]);
  });
  afterAll(async () => {
    await here?.leave();
    await browser?.close();
    await bot?.stop();
  });

  it('reads one conversation: each message once, the own one confirmed, nothing over again', async () => {
    here = await visit(browser, bot.url, {
      context: { bypassCSP: true },
      before: page =>
        page.route('**/reader.js', route =>
          route.fulfill({ contentType: 'text/javascript', body: readFileSync(reader, 'utf8') }),
        ),
    });
    await here.open();
    await expect.poll(() => here.log.getAttribute('aria-live')).toBe('polite');
    // As text: the test runner would rewrite an import inside a function.
    await here.page.evaluate(`(async () => {
      const { virtual } = await import('/reader.js');
      globalThis.reader = virtual;
      await virtual.start({ container: document.querySelector('member-help-chat').shadowRoot.querySelector('.frame') });
      await virtual.clearSpokenPhraseLog();
    })()`);
    const spoken = () =>
      here.page.evaluate(() => (globalThis as unknown as { reader: Reader }).reader.spokenPhraseLog());
    await here.say('thanks');
    await here.say('bye');
    await expect.poll(async () => (await spoken()).filter(phrase => phrase.includes('Sent')).length).toBe(2);
    const log = await spoken();
    process.stdout.write(`${log.map(phrase => `  ${phrase}`).join('\n')}\n`);
    for (const own of ['You: thanks', 'You: bye'])
      expect(log.filter(phrase => phrase === `polite: ${own}`)).toHaveLength(1);
    const replies = await here.bot.locator('.text').allTextContents();
    for (const reply of replies.slice(-2))
      expect(log.filter(phrase => phrase.startsWith('polite:') && phrase.includes(reply))).toHaveLength(1);
    // The greeting was said before the reader came: it is not said again.
    expect(log.filter(phrase => phrase.startsWith('polite:') && phrase.includes('not a person'))).toEqual([]);
  });
});
