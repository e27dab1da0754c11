import { type Activity, isOwn } from '../client/activity.ts';
import type { Outgoing } from '../client/tab-store.ts';
import type { Delivery } from '../client/talk.ts';
import type { PhraseBook } from '../text/phrase-book.ts';
import { feedback, type Rating } from './feedback.ts';
import { button, make } from './make.ts';
import { replyBody } from './reply-body.ts';

/** What the log hands on. */
export interface LogActions {
  readonly retry: (id: string) => void;
  readonly rate: (replyId: string, rating: Rating) => void;
  readonly tell: (text: string) => void;
}

/** The conversation as it is shown. Messages are added at their place and stay as they are. */
export interface MessageLog {
  readonly element: HTMLElement;
  /** Returns the new node, or null where the message was shown already. */
  add(activity: Activity): HTMLElement | null;
  addPending(message: Outgoing): HTMLElement;
  deliver(id: string, delivery: Delivery): void;
  /** Keeps what is added from being read out. */
  silence(silent: boolean): void;
  clear(): void;
}

interface Sent {
  readonly node: HTMLElement;
  readonly words: HTMLElement;
  readonly state: HTMLElement;
  readonly again: HTMLElement;
  received: boolean;
}

const RATED = new Set(['answered', 'handoff']);
const STATES: Readonly<Record<Delivery, string>> = {
  sending: 'sending',
  sent: 'sent',
  failed: 'failed',
  waiting: 'sending',
  'too-fast': 'sending',
};

export function messageLog(book: PhraseBook, actions: LogActions): MessageLog {
  const element = make('div', { class: 'log', role: 'log', tabindex: '0', 'aria-relevant': 'additions' });
  element.setAttribute('aria-live', 'polite');
  const sent = new Map<string, Sent>();

  /** What the service does not have yet stays last, so that the order is that of its log. */
  const insert = (node: HTMLElement) => {
    const waiting = [...sent.values()].find(({ received }) => !received);
    element.insertBefore(node, waiting?.node ?? null);
    return node;
  };

  const addPending = ({ id, text }: Outgoing) => {
    const known = sent.get(id);
    if (known) return known.node;
    const words = make('span', { class: 'words' }, text);
    const state = make('span', { class: 'state', 'aria-hidden': 'true' });
    const again = button({ class: 'again', hidden: true }, () => actions.retry(id));
    const node = ownNode(book, words, state, again);
    node.lang = book.strings.tag;
    sent.set(id, { node, words, state, again, received: false });
    element.append(node);
    return node;
  };

  const deliver = (id: string, delivery: Delivery) => {
    const message = sent.get(id);
    if (!message || message.node.dataset.state === 'sent') return;
    message.node.dataset.state = delivery;
    message.state.textContent = book.say(STATES[delivery]);
    message.again.hidden = delivery !== 'failed';
    if (delivery === 'failed')
      message.again.replaceChildren(
        make('span', { class: 'unseen' }, `${book.say('failed')} `),
        book.say('retry'),
      );
  };

  const addOwn = (activity: Activity) => {
    const id = activity.channelData?.clientActivityID ?? activity.id;
    const known = sent.get(id);
    const text = activity.text ?? '';
    if (!known) {
      const node = ownNode(book, make('span', { class: 'words' }, text));
      node.lang = activity.locale ?? book.strings.tag;
      return insert(node);
    }
    if (known.received) return null;
    known.received = true;
    // What was kept of it is shown: identifiers were taken out.
    if (known.words.textContent !== text) known.words.textContent = text;
    deliver(id, 'sent');
    const waiting = [...sent.values()].find(({ received }) => !received);
    if (waiting && waiting.node.compareDocumentPosition(known.node) & Node.DOCUMENT_POSITION_FOLLOWING)
      element.insertBefore(known.node, waiting.node);
    return null;
  };

  const addBot = (activity: Activity) => {
    const reply = activity.channelData?.reply;
    const node = make('div', { class: 'message bot', dir: 'auto' });
    node.lang = reply?.language ?? activity.locale ?? book.strings.tag;
    node.append(bodyOf(activity, book));
    if (reply && RATED.has(reply.outcome))
      node.append(feedback(book, rating => actions.rate(activity.id, rating), actions.tell));
    return insert(node);
  };

  return {
    element,
    add: activity => (isOwn(activity) ? addOwn(activity) : addBot(activity)),
    addPending,
    deliver,
    silence: silent => element.setAttribute('aria-live', silent ? 'off' : 'polite'),
    clear: () => {
      sent.clear();
      element.replaceChildren();
    },
  };
}

/** The cards of a reply; its plain text where it has none, or of a form that a newer service knows. */
function bodyOf({ channelData, text }: Activity, book: PhraseBook): HTMLElement {
  try {
    if (channelData?.reply) return replyBody(channelData.reply, book);
  } catch {
    // Shown as text.
  }
  return make('div', { class: 'body' }, make('p', {}, text ?? ''));
}

function ownNode(book: PhraseBook, words: HTMLElement, ...rest: readonly HTMLElement[]): HTMLElement {
  const you = make('span', { class: 'unseen' }, `${book.say('you')}: `);
  const node = make('div', { class: 'message own', dir: 'auto' }, make('p', {}, you, words));
  if (rest.length > 0) node.append(make('p', { class: 'delivery' }, ...rest));
  return node;
}
