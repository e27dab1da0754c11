import type { MemberHelpChatElement } from '../api.ts';

/** The page's own buttons use the widget's API: a question is asked as if the member had typed it. */
document.addEventListener('click', event => {
  const button = event.target instanceof Element ? event.target.closest('[data-ask]') : null;
  const chat = document.querySelector<MemberHelpChatElement & HTMLElement>('member-help-chat');
  const question = button?.getAttribute('data-ask');
  if (question && chat) chat.ask(question);
});
