import type { SmsReference } from './sms-provider.ts';

/** A reference as text that a provider hands back with its reports. */
export function referenceText({ conversationId, number }: SmsReference): string {
  return `${conversationId}.${number}`;
}

/** The reference in such a text, or null where it is none of ours. */
export function readReference(text: string | null | undefined): SmsReference | null {
  const found = /^([\w-]{1,100})\.(\d{1,9})$/.exec(text ?? '');
  return found?.[1] ? { conversationId: found[1], number: Number(found[2]) } : null;
}
