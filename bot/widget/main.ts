import { MemberHelpChat } from './member-help-chat.ts';

/** The script's own `data-` attributes become attributes of the element it puts at the end of the page. */
const script = document.currentScript;

if (!customElements.get('member-help-chat')) {
  const source = script instanceof HTMLScriptElement ? script.src : location.href;
  MemberHelpChat.server = new URL(source).origin;
  customElements.define('member-help-chat', MemberHelpChat);
}

function insert(): void {
  if (document.querySelector('member-help-chat')) return;
  const chat = document.createElement('member-help-chat');
  if (script instanceof HTMLScriptElement) {
    for (const { name, value } of script.attributes) {
      if (name.startsWith('data-')) chat.setAttribute(name.slice(5), value);
    }
  }
  document.body.append(chat);
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', insert);
else insert();
