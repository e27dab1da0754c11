import type { MemberHelpChatElement, MemberHelpChatEvents } from './api.ts';
import { chat } from './chat.ts';

/** `<member-help-chat>`: the shell around the chat; attributes are read when it is put into a page. */
export class MemberHelpChat extends HTMLElement implements MemberHelpChatElement {
  /** Origin the script came from: the service, unless the `server` attribute names another. */
  static server = '';

  #chat: ReturnType<typeof chat> | null = null;

  connectedCallback(): void {
    if (this.#chat) return;
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    this.#chat = chat(this, root, {
      server: (this.getAttribute('server') ?? MemberHelpChat.server).replace(/\/$/, ''),
      language: this.getAttribute('language') ?? document.documentElement.lang,
      idleMinutes: Number(this.getAttribute('idle-minutes')) || 30,
      tell: (name, detail) => this.#tell(name, detail),
    });
    this.#tell('chat-ready', null);
    if (this.hasAttribute('open')) this.open();
  }

  get isOpen(): boolean {
    return this.#chat?.isOpen() ?? false;
  }

  get unread(): number {
    return this.#chat?.unread() ?? 0;
  }

  open(): void {
    this.#chat?.open();
  }

  close(): void {
    this.#chat?.close();
  }

  ask(text: string): void {
    this.#chat?.ask(text);
  }

  end(): void {
    this.#chat?.end();
  }

  #tell<K extends keyof MemberHelpChatEvents>(name: K, detail: MemberHelpChatEvents[K]['detail']): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
