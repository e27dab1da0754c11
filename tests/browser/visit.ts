import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import '../../bot/widget/api.ts';

/** A member on the demo page. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained of: errors, Content Security Policy, Trusted Types. */
  readonly complaints: readonly string[];
  readonly launcher: Locator;
  readonly box: Locator;
  readonly log: Locator;
  readonly bot: Locator;
  readonly own: Locator;
  open(): Promise<void>;
  /** Types a message, sends it and waits for the reply. */
  say(text: string): Promise<Locator>;
  leave(): Promise<void>;
}

export async function visit(
  browser: Browser,
  url: string,
  options: {
    readonly lang?: string;
    readonly context?: BrowserContextOptions;
    readonly before?: (page: Page) => Promise<unknown>;
  } = {},
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1000, height: 800 },
    reducedMotion: 'reduce',
    ...options.context,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(String(error)));
  await options.before?.(page);
  await page.goto(`${url}/?lang=${options.lang ?? 'en'}`);
  const launcher = page.locator('.launcher');
  await launcher.waitFor();
  const bot = page.locator('.message.bot');
  const box = page.locator('textarea');
  return {
    page,
    context,
    complaints,
    launcher,
    box,
    bot,
    log: page.locator('[role=log]'),
    own: page.locator('.message.own'),
    open: async () => {
      await launcher.click();
      await bot.first().waitFor();
    },
    say: async text => {
      const before = await bot.count();
      await box.fill(text);
      await box.press('Enter');
      await bot.nth(before).waitFor();
      return bot.nth(before);
    },
    leave: () => context.close(),
  };
}
