import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../knowledge/project-root.ts';
import { staffVisit } from './console/staff-visit.ts';
import { startFilledConsole } from './console/start-filled-console.ts';
import { fontFaces } from './fonts.ts';
import { openBrowser } from './open-browser.ts';

/* `npm run screenshots:console -- [name…]` writes pictures of the review console into .data/screenshots. */
const SHOTS = [
  ['talks', '/staff/talks'],
  ['talk', '/staff/talks/now?judge=3'],
  ['talk-persian', '/staff/talks/angry'],
  ['queue', '/staff/queue'],
  ['agreement', '/staff/agreement'],
  ['live', '/staff/live'],
  ['gaps', '/staff/gaps'],
  ['dashboard', '/staff/dashboard'],
  ['talk-khmer', '/staff/talks/g-0-km-0'],
  ['drafts', '/staff/drafts'],
  ['draft-new', '/staff/drafts/new'],
  ['editions', '/staff/editions'],
  ['site', '/staff/site'],
  ['people', '/staff/people'],
  ['person', '/staff/people/admin-1'],
  ['retention', '/staff/retention'],
  ['audit', '/staff/audit'],
  ['account', '/staff/account'],
  ['not-there', '/staff/nothing'],
  ['sign-in', '/staff/sign-in'],
] as const;
const SIZES = [
  ['', { width: 1280, height: 900 }, 'light', 'screen'],
  ['-phone', { width: 320, height: 640 }, 'light', 'screen'],
  ['-dark', { width: 1280, height: 900 }, 'dark', 'screen'],
  ['-print', { width: 800, height: 1100 }, 'light', 'print'],
] as const;

const folder = join(projectRoot(), '.data', 'screenshots');
const wanted = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const console = await startFilledConsole();
const browser = await openBrowser();
try {
  for (const [size, viewport, colorScheme, media] of SIZES) {
    const { page, context, go } = await staffVisit(browser, console, 'admin', {
      viewport,
      colorScheme,
      bypassCSP: true,
    });
    await page.emulateMedia({ media, colorScheme });
    await page.route('**/staff/assets/*.css', async route => {
      const response = await route.fetch();
      const fonts = fontFaces([
        'Noto Sans Khmer',
        'Noto Sans Armenian',
        'Noto Sans Arabic',
        'Noto Sans TC',
        'Noto Sans KR',
      ]);
      await route.fulfill({ response, body: fonts + (await response.text()) });
    });
    for (const [name, path] of SHOTS) {
      if (wanted.length > 0 && !wanted.includes(`${name}${size}`)) continue;
      if (name === 'sign-in') await context.clearCookies();
      await go(path);
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: join(folder, `console-${name}${size}.png`), fullPage: true });
      process.stdout.write(`${name}${size}\n`);
    }
    await context.close();
  }
} finally {
  await browser.close();
  await console.stop();
}
