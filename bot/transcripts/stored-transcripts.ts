import type { PagedResult, TranscriptInfo, TranscriptStore } from 'botbuilder';
import { botActivity } from './bot-activity.ts';
import type { LogDatabase } from './schema.ts';

/** Activities and conversations a page; as the SDK's own stores have it. */
const PAGE_SIZE = 20;

/** The half of a `TranscriptStore` that reads: activities in the order in which they were logged, 20 a page. */
export function storedTranscripts(
  db: LogDatabase,
): Pick<TranscriptStore, 'getTranscriptActivities' | 'listTranscripts'> {
  return {
    getTranscriptActivities: async (channelId, conversationId, continuationToken, startDate) => {
      if (!channelId) throw new Error('Missing channelId');
      if (!conversationId) throw new Error('Missing conversationId');
      const rows = await db
        .selectFrom('activities')
        .innerJoin('conversations', 'conversations.id', 'activities.conversation_id')
        .selectAll('activities')
        .where('conversation_id', '=', conversationId)
        .where('channel', '=', channelId)
        .where('number', '>', Number(continuationToken ?? 0) || 0)
        .where('at', '>=', startDate?.getTime() ?? 0)
        .orderBy('number')
        .limit(PAGE_SIZE)
        .execute();
      return page(
        rows.map(row => botActivity(row, channelId)),
        rows.at(-1)?.number,
      );
    },

    listTranscripts: async (channelId, continuationToken) => {
      if (!channelId) throw new Error('Missing channelId');
      let query = db
        .selectFrom('conversations')
        .select(['id', 'opened_at'])
        .where('channel', '=', channelId)
        .orderBy('opened_at')
        .orderBy('id')
        .limit(PAGE_SIZE);
      if (continuationToken) {
        const after = await db
          .selectFrom('conversations')
          .select(['id', 'opened_at'])
          .where('id', '=', continuationToken)
          .executeTakeFirst();
        if (!after) return page<TranscriptInfo>([], undefined);
        query = query.where(({ eb, or, and }) =>
          or([
            eb('opened_at', '>', after.opened_at),
            and([eb('opened_at', '=', after.opened_at), eb('id', '>', after.id)]),
          ]),
        );
      }
      const rows = await query.execute();
      return page(
        rows.map(({ id, opened_at }) => ({ channelId, id, created: new Date(Number(opened_at)) })),
        rows.at(-1)?.id,
      );
    },
  };
}

/** A full page may have another after it; the SDK types the missing token as a text. */
function page<Item>(items: Item[], last: string | number | undefined): PagedResult<Item> {
  const more = items.length === PAGE_SIZE && last !== undefined;
  return { items, continuationToken: (more ? String(last) : undefined) as string };
}
