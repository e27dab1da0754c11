import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Role } from '../../../bot/staff/people/roles.ts';
import type { RunningConsole } from '../../bot/staff/staff-for-tests.ts';

/** Somebody signed in to the console, in a browser. */
export interface StaffVisit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained of: errors, Content Security Policy, Trusted Types. */
  readonly complaints: readonly string[];
  /** Opens a page of the console and waits for it. */
  go(path: string): Promise<void>;
}

/** Signs somebody in, in a window of their own. */
export async function staffVisit(
  browser: Browser,
  console: RunningConsole,
  role: Role,
  options: BrowserContextOptions = {},
): Promise<StaffVisit> {
  const { cookie } = await console.signIn(role);
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: console.url }]);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(String(error)));
  return {
    page,
    context,
    complaints,
    go: async path => {
      await page.goto(`${console.url}${path}`);
    },
  };
}
