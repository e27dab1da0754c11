import { z } from 'zod';
import { operationSchema } from '../../knowledge/publish/operation.ts';

/** Files an edition consists of; the language model stays the built one. */
export const EDITION_FILES = ['topics.json', 'index.bin'] as const;

/** What an edition is and where it comes from. The signature is over its exact text. */
export const manifestSchema = z.strictObject({
  form: z.literal(1),
  id: z.string().regex(/^[0-9a-f]{12}$/),
  /** Edition it was made from; null: the knowledge that the code was built with. */
  parent: z.string().nullable(),
  /** Fingerprint of the built knowledge below all editions. */
  base: z.string(),
  /** All changes since the built knowledge, oldest first. */
  operations: z.array(operationSchema),
  /** SHA-256 of each file. */
  files: z.record(z.enum(EDITION_FILES), z.string()),
  madeBy: z.string(),
  madeAt: z.iso.datetime(),
});

/** Knowledge with the changes editors made to it, as one version that goes live or back as a whole. */
export type Manifest = Readonly<z.infer<typeof manifestSchema>>;
