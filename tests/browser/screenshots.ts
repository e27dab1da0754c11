import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import '../../bot/widget/api.ts';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { buildWidget } from '../../bot/widget/build.ts';
import { projectRoot } from '../../knowledge/project-root.ts';
import { fontFaces } from './fonts.ts';
import { openBrowser } from './open-browser.ts';
import { startBot } from './start-bot.ts';

/** `npx tsx tests/browser/screenshots.ts [name…]` writes pictures of the widget into .data/screenshots. */
interface Shot {
  readonly name: string;
  readonly lang?: string;
  readonly size?: readonly [number, number];
  readonly context?: BrowserContextOptions;
  readonly say?: readonly string[];
  readonly fonts?: Parameters<typeof fontFaces>[0];
  readonly after?: (page: Page) => Promise<void>;
}

const PHONE = [360, 740] as const;
const folder = join(projectRoot(), '.data', 'screenshots');

const close = (page: Page) => page.evaluate(() => document.querySelector('member-help-chat')?.close());

const shots: readonly Shot[] = [
  { name: 'closed', size: [1200, 800], after: close },
  { name: 'closed-phone', after: close },
  { name: 'open', size: [1200, 800] },
  { name: 'open-phone' },
  { name: 'answered', size: [1200, 800], say: ['How do I get a new ID card?'] },
  { name: 'answered-phone', say: ['How do I get a new ID card?'] },
  { name: 'numbers-phone', say: ['I want to talk to a person'] },
  { name: 'emergency-phone', say: ['I have chest pain and can not breathe'] },
  { name: 'crisis-phone', say: ['I want to die'] },
  { name: 'clarify-phone', say: ['what can you do'] },
  {
    name: 'reasons-phone',
    say: ['How do I get a new ID card?'],
    after: async page => {
      await page.locator('.thumb').last().click();
      await page.locator('.reasons').last().scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'options-phone',
    after: page => page.getByRole('button', { name: 'Options' }).click(),
  },
  {
    name: 'end-phone',
    say: ['hello'],
    after: async page => {
      await page.getByRole('button', { name: 'Options' }).click();
      await page.getByRole('button', { name: 'End chat' }).click();
    },
  },
  { name: 'fa-phone', lang: 'fa', fonts: ['Noto Sans Arabic'], say: ['چطور کارت جدید بگیرم؟'] },
  { name: 'fa-desktop', lang: 'fa', size: [1200, 800], fonts: ['Noto Sans Arabic'], say: ['شماره تلفن'] },
  { name: 'km-phone', lang: 'km', fonts: ['Noto Sans Khmer'], say: ['តើខ្ញុំត្រូវការប័ណ្ណថ្មីយ៉ាងដូចម្តេច?'] },
  { name: 'zh-phone', lang: 'zh-Hant', fonts: ['Noto Sans TC'], say: ['我的會員卡丟了'] },
  { name: 'hy-phone', lang: 'hy', fonts: ['Noto Sans Armenian'], say: ['Քարտս կորցրել եմ'] },
  { name: 'ar-phone', lang: 'ar', fonts: ['Noto Sans Arabic'], say: ['ضاعت بطاقتي'] },
  { name: 'ko-phone', lang: 'ko', fonts: ['Noto Sans KR'], say: ['카드를 잃어버렸어요'] },
  { name: 'ru-phone', lang: 'ru', say: ['я потерял карту'] },
  { name: 'es-phone', lang: 'es', say: ['perdí mi tarjeta'] },
  { name: 'vi-phone', lang: 'vi', say: ['tôi bị mất thẻ'] },
  { name: 'tl-phone', lang: 'tl', say: ['nawala ang card ko'] },
  { name: 'narrow', size: [320, 640], say: ['How do I renew my Medi-Cal?'] },
  { name: 'zoom-400', size: [320, 256] },
  { name: 'dark', context: { colorScheme: 'dark' }, say: ['How do I get a new ID card?'] },
  { name: 'dark-emergency', context: { colorScheme: 'dark' }, say: ['I have chest pain'] },
  { name: 'forced-colours', context: { forcedColors: 'active' }, say: ['I have chest pain'] },
  {
    name: 'largest-text',
    say: ['I want to talk to a person'],
    after: async page => {
      await page.getByRole('button', { name: 'Options' }).click();
      for (let step = 0; step < 3; step++) await page.getByRole('button', { name: 'Larger text' }).click();
      await page.getByRole('button', { name: 'Options' }).click();
    },
  },
];

async function take(browser: Browser, url: string, shot: Shot): Promise<void> {
  const [width, height] = shot.size ?? PHONE;
  const context = await browser.newContext({
    viewport: { width, height },
    bypassCSP: true,
    reducedMotion: 'reduce',
    deviceScaleFactor: width < 500 ? 2 : 1,
    ...shot.context,
  });
  const page = await context.newPage();
  const { fonts } = shot;
  if (fonts) {
    await page.route('**/demo.css', async route => {
      const response = await route.fetch();
      await route.fulfill({ response, body: fontFaces(fonts) + (await response.text()) });
    });
  }
  await page.goto(`${url}/?lang=${shot.lang ?? 'en'}`);
  await page.locator('.launcher').click();
  await page.locator('.bot').first().waitFor();
  for (const text of shot.say ?? []) {
    const before = await page.locator('.bot').count();
    await page.locator('textarea').fill(text);
    await page.locator('textarea').press('Enter');
    await page.locator('.bot').nth(before).waitFor();
  }
  await shot.after?.(page);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${shot.name}.png`) });
  await context.close();
}

const wanted = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
await buildWidget();
const bot = await startBot();
const browser = await openBrowser();
try {
  for (const shot of shots.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    await take(browser, bot.url, shot);
    process.stdout.write(`${shot.name}\n`);
  }
} finally {
  await browser.close();
  await bot.stop();
}
