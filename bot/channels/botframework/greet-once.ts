import { ItemConflictError, type KeptItems } from '../../state/kept-items.ts';

/**
 * Whether a conversation is still to be greeted; says so once. Channels tell of a new member again when they heard no
 * answer, and to another process. Where that can't be found out, twice is better than not at all.
 */
export async function isFirstGreeting(items: KeptItems, conversationId: string): Promise<boolean> {
  try {
    await items.write({ [`greeted/${conversationId}`]: { eTag: '' } });
    return true;
  } catch (error) {
    return !(error instanceof ItemConflictError);
  }
}
