import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { projectRoot } from '../../knowledge/project-root.ts';
import { openBrowser } from './open-browser.ts';
import { startBot } from './start-bot.ts';

/**
 * `npx tsx tests/browser/webchat.ts`: botframework-webchat 4.18.1 (UMD, React 18) talks with the bot in a real
 * Chromium. A command of its own: the package brings 480 MB, which are put into .data/webchat the first time.
 */
const home = join(projectRoot(), '.data', 'webchat');
const modules = join(home, 'node_modules');
const SCRIPTS = {
  '/react.js': 'react/umd/react.production.min.js',
  '/react-dom.js': 'react-dom/umd/react-dom.production.min.js',
  '/webchat.js': 'botframework-webchat/dist/webchat.js',
} as const;
const PAGE = `<!doctype html><html lang="en"><title>Web Chat</title><div id="chat" style="height:600px"></div>
${Object.keys(SCRIPTS)
  .map(path => `<script src="${path}"></script>`)
  .join('')}</html>`;

if (!existsSync(join(modules, 'botframework-webchat'))) {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{"private":true}');
  const packages = ['botframework-webchat@4.18.1', 'react@18', 'react-dom@18'];
  execFileSync('npm', ['i', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', home, ...packages], {
    stdio: 'inherit',
  });
}
const server = createServer((request, response) => {
  const script = SCRIPTS[request.url as keyof typeof SCRIPTS]; // undefined for any other address
  response.setHeader('content-type', script ? 'text/javascript' : 'text/html; charset=utf-8');
  response.end(script ? readFileSync(join(modules, script)) : PAGE);
});
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
const site = `http://localhost:${(server.address() as AddressInfo).port}`; // it listens on TCP
const bot = await startBot({ ALLOWED_ORIGINS: site });
const browser = await openBrowser();
let failed = false;
try {
  for (const webSocket of [true, false]) {
    const page = await browser.newPage();
    await page.goto(site);
    await page.evaluate(`(async () => {
      const response = await fetch('${bot.url}/v3/directline/tokens/page', { method: 'POST' });
      const { token } = await response.json();
      const directLine = WebChat.createDirectLine({ domain: '${bot.url}/v3/directline', token, webSocket: ${webSocket} });
      WebChat.renderWebChat({ directLine, locale: 'en-US' }, document.getElementById('chat'));
    })()`);
    const check = async (what: string, text: string) => {
      const found = await page
        .getByText(text)
        .first()
        .waitFor({ timeout: 15_000 })
        .then(
          () => true,
          () => false,
        );
      failed ||= !found;
      process.stdout.write(`${found ? 'ok  ' : 'FAIL'} ${webSocket ? 'WebSocket' : 'polling'}: ${what}\n`);
    };
    await check('greeting', 'I am not a person');
    const box = page
      .locator('[data-testid="send box text area"], .webchat__send-box-text-box__input')
      .first();
    await box.fill('what can you do');
    await box.press('Enter');
    await check('reply with suggested actions', 'My ID card');
    await page.getByRole('button', { name: 'My ID card' }).first().click();
    await check('reply to a suggested action', 'lost, stolen');
    const lost = await page.getByText('Send failed').count();
    failed ||= lost > 0;
    process.stdout.write(
      `${lost === 0 ? 'ok  ' : 'FAIL'} ${webSocket ? 'WebSocket' : 'polling'}: nothing shown as "Send failed"\n`,
    );
    await page.close();
  }
} finally {
  await browser.close();
  await bot.stop();
  server.closeAllConnections();
  server.close();
}
process.exitCode = failed ? 1 : 0;
