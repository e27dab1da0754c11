import { plainText } from './plain-text.ts';
import type { Part, ReplyView } from './reply-view.ts';
import { smsText } from './sms-text.ts';

/** What of a reply can be counted and checked: all the text a member reads, its links and its phone numbers. */
export interface ReplyFacts {
  readonly text: string;
  readonly links: readonly string[];
  /** Ten digits each; three for 911 and 988. */
  readonly phones: readonly string[];
}

/** Facts of a reply in the form of its channel. */
export function replyFacts(view: ReplyView, channel: 'web' | 'sms'): ReplyFacts {
  const text = channel === 'sms' ? smsText(view).join('\n') : plainText(view);
  const shown = text.replace(/[\u2066-\u2069]/g, '');
  const links = view.parts.flatMap((part: Part) =>
    part.kind === 'links' ? part.links.map(({ url }) => url) : [],
  );
  const numbers = shown.match(/\b1-\d{3}-\d{3}-\d{4}\b|\b(?:911|988)\b/g) ?? [];
  return {
    text,
    links: [...new Set(links.filter(url => text.includes(url)))],
    phones: [...new Set(numbers.map(number => number.replace(/^1-|-/g, '')))],
  };
}
