import { type Browser, chromium } from 'playwright-core';
import { chromiumPath } from './chromium-path.ts';

/** A real Chromium without a window. Its sandbox needs rights that containers lack; web security stays on. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await chromiumPath(),
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu'],
  });
}
