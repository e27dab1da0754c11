/** What a host page can do with `<member-help-chat>`. */
export interface MemberHelpChatElement {
  readonly isOpen: boolean;
  /** Messages of the bot the member has not seen. */
  readonly unread: number;
  /** Opens the panel and puts the focus into the text box. */
  open(): void;
  /** Closes the panel; the talk goes on. */
  close(): void;
  /** Opens the panel and asks a question as if the member had typed it. */
  ask(text: string): void;
  /** Ends the talk. */
  end(): void;
}

/** Events of `<member-help-chat>`; none carries what was said. */
export interface MemberHelpChatEvents {
  /** The element is ready for use. */
  'chat-ready': CustomEvent<null>;
  'chat-open': CustomEvent<null>;
  'chat-close': CustomEvent<null>;
  /** A new message; `outcome` only for the bot's. */
  'chat-message': CustomEvent<{ readonly from: 'member' | 'bot'; readonly outcome: string | null }>;
  'chat-unread': CustomEvent<{ readonly count: number }>;
  'chat-language': CustomEvent<{ readonly language: string }>;
  'chat-end': CustomEvent<{ readonly reason: 'member' | 'time-out' | 'gone' | 'deleted' }>;
}

declare global {
  interface HTMLElementTagNameMap {
    'member-help-chat': HTMLElement & MemberHelpChatElement;
  }
}
