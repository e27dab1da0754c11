import { z } from 'zod';
import { localeTag } from '../../turn/locale-tag.ts';

const id = z.string().max(512);
const account = z.looseObject({ id });

/** What a Bot Framework channel sends, as far as it is read here or by the SDK; all else is left as it is. */
export const channelActivity = z.looseObject({
  type: z.string().min(1).max(64),
  channelId: z.string().min(1).max(64),
  conversation: z.looseObject({ id: id.min(1) }),
  from: account.optional(),
  recipient: account.nullish(),
  /** Where replies go; none where they are wanted in the answer to the request. */
  serviceUrl: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .nullish(),
  text: z.string().nullish(),
  locale: localeTag,
  id: id.nullish(),
  attachments: z
    .array(z.looseObject({ contentType: z.string().nullish() }))
    .max(50)
    .nullish(),
  membersAdded: z.array(account).max(1_000).nullish(),
});
