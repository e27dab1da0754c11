import type { LogDatabase } from '../../transcripts/schema.ts';

/** A member's message that a draft is about. */
export interface MemberMessage {
  /** `conversation/number`, as addresses and forms name it. */
  readonly id: string;
  readonly conversationId: string;
  /** Masked. */
  readonly text: string;
}

/** The message of that name, or null where there is none (any more). */
export async function findMessage(db: LogDatabase, id: string): Promise<MemberMessage | null> {
  const [, conversationId = '', number = ''] = /^(.{1,200})\/(\d{1,9})$/.exec(id) ?? [];
  if (conversationId === '') return null;
  const row = await db
    .selectFrom('activities')
    .select('activity')
    .where('conversation_id', '=', conversationId)
    .where('number', '=', Number(number))
    .where('direction', '=', 'in')
    .executeTakeFirst();
  if (!row) return null;
  const { text } = JSON.parse(row.activity) as { readonly text?: string }; // written by the log
  return text ? { id, conversationId, text } : null;
}
