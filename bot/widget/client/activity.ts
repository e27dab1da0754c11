import type { ReplyView } from '../../turn/reply/reply-view.ts';

/** An activity of Direct Line, as far as the widget reads it. */
export interface Activity {
  readonly id: string;
  readonly type: string;
  readonly text?: string;
  readonly locale?: string;
  readonly replyToId?: string;
  readonly from?: { readonly role?: string };
  readonly channelData?: { readonly clientActivityID?: string; readonly reply?: ReplyView };
}

/** What a client posts. */
export interface Posted {
  readonly type: 'message' | 'event';
  readonly text?: string;
  readonly locale?: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly channelData?: { readonly clientActivityID: string };
}

/** Activities with the watermark after them. */
export interface ActivitySet {
  readonly activities: readonly Activity[];
  readonly watermark: string;
}

/** Whether an activity is the member's own message, echoed. */
export function isOwn(activity: Activity): boolean {
  return activity.from?.role === 'user';
}
