import { z } from 'zod';

const words = z.string().trim().min(1);
const language = z.string().regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?$/);
/** Also the name of a folder, so nothing that leads out of it. */
const id = z.string().regex(/^[a-z-]+\.[a-z-]+$/);

/** More sample questions for a topic or a class. */
const addSamples = z.strictObject({
  kind: z.literal('add-samples'),
  topic: id,
  language,
  samples: z.array(words.max(300)).min(1).max(100),
});

/** Other words for an article that there is. */
const editArticle = z.strictObject({
  kind: z.literal('edit-article'),
  topic: id,
  language,
  title: words,
  label: words,
  body: words,
  sms: words,
  /** Version of the text it was written on; another one means that somebody else has changed it since. */
  base: z.string(),
  /** For English: the meaning has not changed, so that translations stay as they are and are not stale. */
  translationsFit: z.boolean().default(false),
});

/** A topic that there was not, in English; other languages get it with an apology until it is translated. */
const newArticle = z.strictObject({
  kind: z.literal('new-article'),
  topic: id,
  title: words,
  label: words,
  body: words,
  sms: words,
  samples: z.array(words.max(300)).min(1).max(100),
  lines: z.array(words).min(1),
  source: z.url({ protocol: /^https?$/ }),
});

/** One change that an editor makes to the knowledge. */
export const operationSchema = z.discriminatedUnion('kind', [addSamples, editArticle, newArticle]);
export type Operation = Readonly<z.infer<typeof operationSchema>>;
