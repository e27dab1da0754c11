import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildWidget } from '../../bot/widget/build.ts';
import { violations } from './axe.ts';
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

let bot: StartedBot;
let browser: Browser;
let here: Visit;

beforeAll(async () => {
  await buildWidget();
  [bot, browser] = await Promise.all([startBot(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await bot?.stop();
});
afterEach(() => here?.leave());

const QUESTION = { en: 'How do I get a new ID card?', fa: 'چطور کارت جدید بگیرم؟' } as const;
const focused = () =>
  here.page.evaluate(() => {
    const active = document.activeElement;
    const inner = active?.shadowRoot?.activeElement ?? active;
    return inner?.className || inner?.tagName || '';
  });
/** What screen readers are told: nodes that are added to the log while it is live, and the status. */
const listenIn = () =>
  here.page.evaluate(() => {
    const root = document.querySelector('member-help-chat')?.shadowRoot;
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    const log = root?.querySelector('[role=log]');
    const status = root?.querySelector('[role=status]');
    if (!log || !status) throw new Error('no log or status');
    new MutationObserver(changes => {
      for (const { addedNodes, removedNodes } of changes) {
        if (removedNodes.length > 0) heard.push('REMOVED');
        for (const node of addedNodes) {
          if (log.getAttribute('aria-live') === 'polite') heard.push(`log: ${node.textContent}`);
        }
      }
    }).observe(log, { childList: true });
    new MutationObserver(() => heard.push(`status: ${status.textContent}`)).observe(status, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
const heard = () => here.page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);

describe.each(['en', 'fa'] as const)('the widget in %s', lang => {
  it('1. has no axe violation closed, open, answered and with its options out', async () => {
    here = await visit(browser, bot.url, { lang });
    expect(await violations(here.page)).toEqual([]);
    await here.open();
    expect(await violations(here.page)).toEqual([]);
    await here.say(QUESTION[lang]);
    await here.page.locator('.thumb').last().click();
    await here.page.locator('[aria-controls=options]').click();
    expect(await violations(here.page)).toEqual([]);
  });

  it('11. keeps its contrast in dark mode, and in any colours of the host page', async () => {
    const pages = [
      ['', ''],
      ['#ffe94d', '#fffbe6'],
      ['#777', '#777777'],
      ['#d40000', '#101010'],
    ] as const;
    for (const [accent, surface] of lang === 'en' ? pages : pages.slice(0, 1)) {
      here = await visit(browser, bot.url, {
        lang,
        context: { colorScheme: accent === '' ? 'dark' : 'light' },
      });
      await here.page.evaluate(
        ([one, other]) => {
          const { style } = document.querySelector('member-help-chat') ?? document.body;
          style.setProperty('--chat-accent', one ?? '');
          style.setProperty('--chat-surface', other ?? '');
        },
        [accent, surface],
      );
      await here.open();
      await here.say(QUESTION[lang]);
      const found = await violations(here.page);
      await here.leave();
      expect(found).toEqual([]);
    }
  });

  it('12. needs no sideways scrolling at 320 × 256 (400 % zoom), also with WCAG text spacing', async () => {
    here = await visit(browser, bot.url, { lang, context: { viewport: { width: 320, height: 256 } } });
    await here.open();
    await here.say(QUESTION[lang]);
    const sideways = () =>
      here.page.evaluate(() => {
        const root = document.querySelector('member-help-chat')?.shadowRoot;
        const all = [
          ...(root?.querySelectorAll<HTMLElement>('.panel, .scroll, .message, .head, .composer') ?? []),
        ];
        return all
          .filter(element => element.scrollWidth > element.clientWidth + 1)
          .map(({ className }) => className);
      });
    expect(await sideways()).toEqual([]);
    await here.page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }',
      );
      document.querySelector('member-help-chat')?.shadowRoot?.adoptedStyleSheets.push(sheet);
    });
    expect(await sideways()).toEqual([]);
    const box = await here.box.boundingBox();
    expect(box && box.y + box.height <= 256).toBe(true);
  });

  it('10. has targets of 44 px, but for links inside text, and names that contain what is seen', async () => {
    here = await visit(browser, bot.url, { lang, context: { viewport: { width: 360, height: 740 } } });
    await here.open();
    await here.say(QUESTION[lang]);
    await here.page.locator('[aria-controls=options]').click();
    const small = await here.page.evaluate(() => {
      const root = document.querySelector('member-help-chat')?.shadowRoot;
      const targets = [
        ...(root?.querySelectorAll<HTMLElement>('button, select, textarea, a:not(.number)') ?? []),
      ];
      return targets
        .filter(target => target.checkVisibility() && !target.classList.contains('skip'))
        .map(target => ({ name: target.className, height: target.getBoundingClientRect().height }))
        .filter(({ height }) => height < 44);
    });
    expect(small).toEqual([]);
    const loud = await here.page.evaluate(() => {
      const root = document.querySelector('member-help-chat')?.shadowRoot;
      return [...(root?.querySelectorAll('svg') ?? [])].filter(
        svg => svg.getAttribute('aria-hidden') !== 'true',
      ).length;
    });
    expect(loud).toBe(0);
  });
});

describe('the widget', () => {
  it('2. has a launcher that is a real button with a visible name and aria-expanded', async () => {
    here = await visit(browser, bot.url);
    const button = here.page.getByRole('button', { name: 'Chat with our helper', expanded: false });
    expect(await button.evaluate(element => element.tagName)).toBe('BUTTON');
    expect(await button.textContent()).toContain('Chat with our helper');
    await here.open();
    await here.page.getByRole('button', { name: 'Chat with our helper', expanded: true }).waitFor();
  });

  it('3. and 4. opens by keyboard with the focus in the text box; Esc closes and gives the focus back', async () => {
    here = await visit(browser, bot.url);
    await here.launcher.focus();
    await here.page.keyboard.press('Enter');
    await expect.poll(focused).toBe('TEXTAREA');
    await here.page.keyboard.press('Escape');
    await expect.poll(focused).toBe('launcher');
    expect(await here.page.locator('.panel').isVisible()).toBe(false);
  });

  it('4. folds its options with the first Esc and closes with the second', async () => {
    here = await visit(browser, bot.url);
    await here.open();
    await here.page.getByRole('button', { name: 'Options' }).click();
    await here.page.keyboard.press('Escape');
    expect(await here.page.locator('.options').isVisible()).toBe(false);
    expect(await here.page.locator('.panel').isVisible()).toBe(true);
  });

  it('5. is no trap: Tab goes through the panel and out of it, both ways, and past the closed one', async () => {
    here = await visit(browser, bot.url);
    await here.page.evaluate(() => {
      const after = document.createElement('button');
      after.textContent = 'after';
      after.className = 'after';
      document.body.append(after);
    });
    await here.launcher.focus();
    await here.page.keyboard.press('Tab');
    expect(await focused()).toBe('after');
    await here.open();
    for (let tabs = 0; tabs < 12 && (await focused()) !== 'after'; tabs++)
      await here.page.keyboard.press('Tab');
    expect(await focused()).toBe('after');
    for (let tabs = 0; tabs < 25 && (await focused()) !== 'launcher'; tabs++)
      await here.page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe('launcher');
  });

  it('6. has one log: named, focusable, polite, with no live region in it, and one status beside it', async () => {
    here = await visit(browser, bot.url);
    await here.open();
    await here.say(QUESTION.en);
    expect(await here.page.getByRole('log', { name: 'Conversation' }).count()).toBe(1);
    expect(await here.log.getAttribute('tabindex')).toBe('0');
    await expect.poll(() => here.log.getAttribute('aria-live')).toBe('polite');
    expect(await here.log.locator('[aria-live], [role=status], [role=alert], [role=log]').count()).toBe(0);
    expect(await here.page.getByRole('status').count()).toBe(1);
  });

  it('7. says each new message once, confirms the own one, and writes nothing anew', async () => {
    here = await visit(browser, bot.url);
    await here.open();
    await expect.poll(() => here.log.getAttribute('aria-live')).toBe('polite');
    await listenIn();
    await here.say('thanks');
    await expect.poll(async () => (await heard()).join('\n')).toContain('status: Sent');
    const said = await heard();
    expect(said).not.toContain('REMOVED');
    expect(said.filter(text => text.startsWith('log: You: thanks'))).toHaveLength(1);
    expect(said.filter(text => text.startsWith('log: '))).toHaveLength(2);
  });

  it('7. brings history back in silence', async () => {
    here = await visit(browser, bot.url);
    await here.open();
    await here.say('thanks');
    await here.page.reload();
    await here.launcher.waitFor();
    await listenIn();
    await here.bot.nth(1).waitFor();
    expect(await here.own.count()).toBe(1);
    expect((await heard()).filter(text => text.startsWith('log: '))).toEqual([]);
  });

  it('8. has its status outside of the log, there before anything happens, also when closed', async () => {
    here = await visit(browser, bot.url);
    const status = here.page.getByRole('status');
    expect(await status.count()).toBe(1);
    expect(await status.evaluate(element => element.closest('[role=log], [hidden]'))).toBeNull();
  });

  it('9. moves no focus when a message comes, and scrolls only for who is near the end', async () => {
    here = await visit(browser, bot.url, { context: { viewport: { width: 360, height: 500 } } });
    await here.open();
    await here.say(QUESTION.en);
    await here.say('what can you do');
    const scroller = here.page.locator('.scroll');
    await scroller.evaluate(element => {
      element.scrollTop = 0;
    });
    const close = here.page.locator('.tool').last();
    await close.focus();
    await here.page.evaluate(() => {
      const session = JSON.parse(sessionStorage.getItem('member-help-chat') ?? '{}').session;
      return fetch(`/v3/directline/conversations/${session.conversationId}/activities`, {
        method: 'POST',
        headers: { authorization: `Bearer ${session.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ type: 'message', text: 'thanks' }),
      });
    });
    await here.bot.nth(3).waitFor();
    expect(await focused()).toBe('tool');
    expect(await scroller.evaluate(element => element.scrollTop)).toBe(0);
  });

  it('11. shows its focus with 3:1 and keeps borders in forced colours', async () => {
    here = await visit(browser, bot.url, { context: { forcedColors: 'active' } });
    await here.open();
    await here.page.keyboard.press('Tab');
    const seen = await here.page.locator('.send').evaluate(element => {
      const style = getComputedStyle(element);
      return { outline: style.outlineStyle, width: style.outlineWidth, border: style.borderTopWidth };
    });
    expect(seen).toEqual({ outline: 'solid', width: '3px', border: '2px' });
  });

  it('13. mirrors for right to left; each message has dir=auto and its language', async () => {
    here = await visit(browser, bot.url, { lang: 'fa' });
    await here.open();
    await here.say(QUESTION.fa);
    const messages = await here.page
      .locator('.message')
      .evaluateAll(all =>
        all.map(message => ({ dir: message.getAttribute('dir'), lang: message.getAttribute('lang') })),
      );
    expect(messages).toHaveLength(3);
    for (const message of messages) expect(message).toEqual({ dir: 'auto', lang: 'fa' });
    const [send, box] = [await here.page.locator('.send').boundingBox(), await here.box.boundingBox()];
    expect(Number(send?.x)).toBeLessThan(Number(box?.x));
    expect(
      await here.page
        .locator('.body')
        .last()
        .evaluate(body => getComputedStyle(body).direction),
    ).toBe('rtl');
  });

  it('14. moves nothing for who asked for less motion', async () => {
    here = await visit(browser, bot.url);
    await here.open();
    const moving = await here.page.evaluate(() => {
      const root = document.querySelector('member-help-chat')?.shadowRoot;
      return [...(root?.querySelectorAll('*') ?? [])].filter(element => {
        const { animationName, transitionDuration } = getComputedStyle(element);
        return animationName !== 'none' || Number.parseFloat(transitionDuration) > 0;
      }).length;
    });
    expect(moving).toBe(0);
  });

  it('15. never hides what has the focus: the launcher steps aside, a covering panel closes', async () => {
    here = await visit(browser, bot.url);
    await here.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = '#x';
      link.textContent = 'in the corner';
      link.className = 'corner';
      link.style.cssText = 'position:fixed;right:40px;bottom:30px';
      document.body.prepend(link);
    });
    const corner = here.page.locator('.corner');
    const clear = () =>
      corner.evaluate(link => {
        const { left, top, width, height } = link.getBoundingClientRect();
        return document.elementFromPoint(left + width / 2, top + height / 2) === link;
      });
    expect(await clear()).toBe(false);
    await corner.focus();
    await expect.poll(clear).toBe(true);
    await here.launcher.focus();
    await here.page.keyboard.press('Enter');
    await here.bot.first().waitFor();
    await here.page.setViewportSize({ width: 360, height: 700 });
    await corner.focus();
    await expect.poll(() => here.page.locator('.panel').isVisible()).toBe(false);
    expect(await focused()).toBe('corner');
  });

  it('15. warns before it closes for lack of a sign, and keeps the draft', async () => {
    here = await visit(browser, bot.url, { before: page => page.clock.install() });
    await here.open();
    await here.say('thanks');
    await here.box.fill('my unfinished question');
    await here.page.clock.fastForward('25:10');
    const notice = here.page.locator('.notice');
    await expect.poll(() => notice.textContent()).toContain('Are you still there?');
    await expect.poll(() => here.page.getByRole('status').textContent()).toContain('Are you still there?');
    await here.page.getByRole('button', { name: 'I am still here' }).click();
    await expect.poll(() => notice.isVisible()).toBe(false);
    await here.page.clock.fastForward('29:00');
    await here.page.clock.fastForward('02:00');
    await expect.poll(() => notice.textContent()).toContain('The chat has ended.');
    await here.page.getByRole('button', { name: 'Start a new chat' }).click();
    expect(await here.box.inputValue()).toBe('my unfinished question');
  });

  it('15. takes Enter for an input method as part of writing, not as send', async () => {
    here = await visit(browser, bot.url, { lang: 'zh-Hant' });
    await here.open();
    await here.box.fill('會員');
    await here.box.evaluate(box => {
      const press = (init: KeyboardEventInit) =>
        box.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init }),
        );
      press({ isComposing: true });
      press({ keyCode: 229 } as KeyboardEventInit);
    });
    expect(await here.own.count()).toBe(0);
    expect(await here.box.inputValue()).toBe('會員');
    await here.box.press('Enter');
    await here.own.first().waitFor();
  });
});

describe('a virtual screen reader', () => {
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
