import type { MemberHelpChatEvents } from './api.ts';
import { type Activity, isOwn } from './client/activity.ts';
import { directLineApi } from './client/direct-line-api.ts';
import { otherTabs } from './client/other-tabs.ts';
import { tabStore } from './client/tab-store.ts';
import { type Delivery, type EndReason, type Talk, talk } from './client/talk.ts';
import { languageFor, phraseBook } from './text/phrase-book.ts';
import type { LanguageName } from './text/strings.ts';
import { chips } from './view/chips.ts';
import { composer } from './view/composer.ts';
import { header } from './view/header.ts';
import { labels } from './view/labels.ts';
import { launcher } from './view/launcher.ts';
import { button, make } from './view/make.ts';
import { messageLog } from './view/message-log.ts';
import { notice } from './view/notice.ts';
import { covered } from './view/overlap.ts';
import { phoneLines } from './view/phone-lines.ts';
import { printTalk } from './view/print-talk.ts';
import { status } from './view/status.ts';
import { wear } from './view/wear.ts';

/** Settings of one chat. */
export interface ChatSettings {
  readonly server: string;
  /** Locale asked for by the page; the browser's where it is none of ours. */
  readonly language: string;
  readonly idleMinutes: number;
  readonly tell: <K extends keyof MemberHelpChatEvents>(
    name: K,
    detail: MemberHelpChatEvents[K]['detail'],
  ) => void;
}

const SIZES = [0.9, 1, 1.2, 1.45];
const NEAR_END = 96;
/** A sign of typing that is gone at once would only flicker, and be read out for nothing. */
const TYPING_MS = 600;
const SILENT_MS = 800;

/** The whole chat in a shadow root: joins the talk with what is seen. */
export function chat(host: HTMLElement, root: ShadowRoot, settings: ChatSettings) {
  const store = tabStore();
  const book = phraseBook(settings.server);
  const words = labels(book);
  const told = status();
  const asked = notice();
  const api = directLineApi(settings.server);
  const tabs = otherTabs(settings.server, () => store.value.session);
  const confirmed = new Set<string>();
  let isOpen = false;
  let unread = 0;
  let size = store.value.textSize ?? 1;
  let typing: ReturnType<typeof setTimeout> | undefined;
  let shown: Promise<unknown> = Promise.resolve();
  let conversation: Talk = newTalk();

  const log = messageLog(book, {
    retry: id => conversation.retry(id),
    rate: (id, { helpful, reason }) => conversation.rate(id, helpful, reason),
    tell: text => told.tell(text),
  });
  words.on(log.element, 'log', 'aria-label');
  const choices = chips(say);
  words.on(choices.element, 'choices', 'aria-label');
  const writing = composer(words, store.value.draft ?? '', {
    send: say,
    draft: draft => {
      store.set({ draft });
      conversation.touch();
    },
  });
  const opener = launcher(book, () => (isOpen ? close() : open()));
  const head = header(book, words, {
    close,
    language: chooseLanguage,
    size: step => resize(size + step),
    print,
    remove: () => say(book.strings.deleteCommand),
    end: () =>
      ask(book.say('endQuestion'), [
        { label: book.say('end'), press: () => conversation.end('member') },
        { label: book.say('no'), press: () => asked.hide() },
      ]),
  });
  const skip = words.on(
    button({ class: 'skip' }, () => writing.box.focus()),
    'skip',
  );
  const scroller = make('div', { class: 'scroll' }, log.element, choices.element);
  const panel = make(
    'section',
    { id: 'panel', class: 'panel', 'aria-labelledby': 'title', hidden: true },
    skip,
    head.element,
    scroller,
    told.seen,
    asked.element,
    writing.element,
  );
  const frame = make('div', { class: 'frame' }, opener.element, panel, told.spoken);
  wear(host, root, frame, settings.server);
  root.append(frame);
  resize(size);
  relabel();
  listen();
  void useLanguage(
    store.value.language ??
      languageFor(settings.language)?.tag ??
      languageFor(navigator.language)?.tag ??
      'en',
  ).then(() => {
    if (store.value.session) conversation.begin();
    if (store.value.open && !fillsScreen()) show();
  });

  return {
    open,
    close,
    isOpen: () => isOpen,
    unread: () => unread,
    end: () => conversation.end('member'),
    ask: (text: string) => {
      open();
      say(text);
    },
  };

  function newTalk(): Talk {
    const mine: Talk = talk(
      { api, store, tabs, locale: () => book.strings.tag, idleMinutes: settings.idleMinutes },
      {
        activity: (activity, history) => later(mine, () => receive(activity, history)),
        pending: message => later(mine, () => scrollTo(log.addPending(message), true)),
        delivery: (id, delivery) => later(mine, () => deliver(id, delivery)),
        typing: showTyping,
        line: line => {
          if (line === 'online') {
            if (asked.element.dataset.kind === 'unreachable') asked.hide();
            told.tell('', true);
          } else told.tell(book.say(line === 'offline' ? 'offline' : 'reconnecting'), true);
        },
        unreachable: () => {
          const lines = book.strings.lines.map(line => ({
            ...line,
            digits: line.number,
            hours: '',
            open: null,
            isPhone: true,
          }));
          ask(`${book.say('broken')} ${book.say('danger')}`, [], phoneLines(lines, book), 'unreachable');
        },
        warn: minutes => {
          if (minutes === null) asked.hide();
          else
            ask(book.say('timeout', { minutes }), [
              { label: book.say('stay'), press: () => conversation.touch() },
            ]);
        },
        ended: (reason, last) => later(mine, () => showEnd(reason, last)),
      },
    );
    return mine;
  }

  /** One after the other: a message may have to wait for the words of its language. */
  function later(from: Talk, step: () => unknown): void {
    shown = shown.then(() => (from === conversation ? step() : undefined)).catch(() => undefined);
  }

  async function receive(activity: Activity, history: boolean): Promise<void> {
    const language = activity.channelData?.reply?.language;
    if (language && language !== book.strings.tag && conversation.spoken) await useLanguage(language);
    if (history) log.silence(true);
    const own = isOwn(activity);
    const sent = activity.channelData?.clientActivityID;
    if (own && sent && !history) confirm(sent);
    const node = log.add(activity);
    if (history) setTimeout(() => log.silence(false), SILENT_MS);
    if (own) choices.show([]);
    else offer(activity);
    if (!own && !history) {
      settings.tell('chat-message', {
        from: 'bot',
        outcome: activity.channelData?.reply?.outcome ?? null,
      });
    }
    if (!own) count(activity);
    if (node) scrollTo(node, history);
  }

  function offer(activity: Activity): void {
    const offered = activity.channelData?.reply?.choices ?? [];
    if (offered.length > 0) choices.show(offered.map(({ label }) => label));
    else if (conversation.spoken) choices.show([]);
    else choices.show(book.strings.plans, book.say('planAsk'));
  }

  /** Counts what came while the panel was closed. */
  function count(activity: Activity): void {
    const number = activity.id.split('|').at(-1) ?? '';
    if (number <= (store.value.read ?? '')) return;
    if (isOpen) store.set({ read: number });
    else if (conversation.spoken) {
      unread++;
      told.tell(book.count('newMessages', unread));
      settings.tell('chat-unread', { count: unread });
      opener.refresh(isOpen, unread);
    }
  }

  function say(text: string): void {
    conversation.begin();
    conversation.touch();
    choices.show([]);
    conversation.send(text);
    settings.tell('chat-message', { from: 'member', outcome: null });
  }

  function deliver(id: string, delivery: Delivery): void {
    log.deliver(id, delivery);
    if (delivery === 'sent') confirm(id);
    if (delivery === 'failed') told.tell(book.say('failed'));
    if (delivery === 'too-fast') told.tell(book.say('tooFast'), true);
  }

  /** Says once that a message has arrived: by its echo or by the answer to the call, whichever is first. */
  function confirm(id: string): void {
    if (confirmed.has(id)) return;
    confirmed.add(id);
    if (isOpen) told.tell(book.say('sent'));
  }

  function showTyping(on: boolean): void {
    clearTimeout(typing);
    if (!on) told.typing(null);
    else typing = setTimeout(() => told.typing(book.say('typing')), TYPING_MS);
  }

  function showEnd(reason: EndReason, last: readonly Activity[]): void {
    if (reason === 'deleted') {
      log.clear();
      for (const activity of last) log.add(activity);
    }
    choices.show([]);
    writing.enable(false);
    const text = book.say(reason === 'deleted' ? 'deleted' : 'ended');
    ask(text, [{ label: book.say('restart'), press: restart }]);
    settings.tell('chat-end', { reason });
  }

  function restart(): void {
    asked.hide();
    writing.enable(true);
    log.clear();
    store.set({ read: '' });
    conversation = newTalk();
    conversation.begin();
    writing.box.focus();
  }

  function ask(
    text: string,
    actions: Parameters<typeof asked.show>[1],
    more?: HTMLElement,
    kind = 'question',
  ): void {
    asked.element.dataset.kind = kind;
    asked.show(text, actions, more);
    told.tell(text);
  }

  function chooseLanguage({ tag, name }: LanguageName): void {
    void useLanguage(tag).then(() => {
      if (conversation.spoken) say(name);
      else {
        conversation.leave();
        restart();
      }
    });
  }

  async function useLanguage(tag: string): Promise<void> {
    if (tag === book.strings.tag || !(await book.use(tag))) return;
    store.set({ language: tag });
    relabel();
    settings.tell('chat-language', { language: tag });
  }

  function relabel(): void {
    words.refresh();
    head.refresh();
    panel.lang = told.spoken.lang = book.strings.tag;
    panel.dir = book.strings.dir;
    opener.refresh(isOpen, unread);
  }

  function resize(step: number): void {
    size = Math.min(SIZES.length - 1, Math.max(0, step));
    frame.style.setProperty('--scale', String(SIZES[size]));
    store.set({ textSize: size });
  }

  function open(): void {
    show();
    writing.box.focus();
  }

  function show(): void {
    if (isOpen) return;
    isOpen = true;
    unread = 0;
    // What is there already was said; only what comes from now on is read out.
    log.silence(true);
    panel.hidden = false;
    setTimeout(() => log.silence(false), SILENT_MS);
    host.toggleAttribute('data-open', true);
    const last = log.element.lastElementChild;
    if (last instanceof HTMLElement) scrollTo(last, true);
    store.set({ open: true });
    conversation.begin();
    conversation.touch();
    opener.refresh(isOpen, unread);
    settings.tell('chat-open', null);
  }

  /** @param refocus whether the launcher gets the focus: not where it went elsewhere by itself */
  function close(refocus = true): void {
    if (!isOpen) return;
    isOpen = false;
    head.fold();
    panel.hidden = true;
    host.toggleAttribute('data-open', false);
    store.set({ open: false });
    opener.refresh(isOpen, unread);
    if (refocus) opener.element.focus();
    settings.tell('chat-close', null);
  }

  function print(): void {
    const lines = [...log.element.children].map(node => {
      const copy = node.cloneNode(true);
      if (copy instanceof HTMLElement)
        for (const left of copy.querySelectorAll('.feedback,.delivery')) left.remove();
      const text = node.querySelector('.body,p') ? readable(copy) : '';
      return text;
    });
    const done = printTalk(book.say('title'), lines, book.strings.dir, book.strings.tag);
    if (done === 'saved') told.tell(book.say('saved'), true);
  }

  /** Near the end the newest is shown, a long one from its beginning; who reads further up is left there. */
  function scrollTo(node: HTMLElement, always: boolean): void {
    const behind = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight - node.offsetHeight;
    if (!always && behind > NEAR_END + choices.element.offsetHeight) return;
    const start = node.offsetTop - 16;
    const end = scroller.scrollHeight - scroller.clientHeight;
    scroller.scrollTop = Math.min(start, end);
  }

  function fillsScreen(): boolean {
    return matchMedia('(max-width: 480px), (max-height: 480px)').matches;
  }

  function listen(): void {
    const wake = () => conversation.wake();
    addEventListener('online', wake);
    addEventListener('offline', () => told.tell(book.say('offline'), isOpen));
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) wake();
    });
    panel.addEventListener('pointerdown', () => conversation.touch());
    panel.addEventListener('keydown', event => {
      conversation.touch();
      if (event.key !== 'Escape' || event.isComposing) return;
      event.stopPropagation();
      if (!head.fold()) close();
    });
    document.addEventListener('focusin', ({ target }) => {
      if (!(target instanceof Element) || target === host || target === document.body) return;
      keepClear(target.getBoundingClientRect());
    });
  }

  /** The chat never hides what has the focus: the launcher steps aside, the panel closes (WCAG 2.2, 2.4.11). */
  function keepClear(focused: DOMRect): void {
    const cover = (element: HTMLElement) => covered(focused, element.getBoundingClientRect());
    if (isOpen && cover(panel) > 0.5) close(false);
    opener.element.toggleAttribute('data-aside', false);
    opener.element.toggleAttribute('data-aside', cover(opener.element) > 0);
  }
}

function readable(node: Node): string {
  const blocks = node instanceof HTMLElement ? [...node.querySelectorAll('h3,p,li')] : [];
  const texts = blocks
    .filter(block => !block.querySelector('p,li'))
    .map(block => (block.textContent ?? '').trim());
  return texts.filter(Boolean).join('\n');
}
