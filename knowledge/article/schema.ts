import { z } from 'zod';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write a date as 2026-01-31');
const words = z.array(z.union([z.string().trim().min(1), z.number().transform(String)]));

/** Front matter of an English article; `../README.md` explains each field to editors. */
export const englishSchema = z.strictObject({
  title: z.string().min(3).max(60),
  label: z.string().min(3).max(40),
  questions: words,
  keywords: words.min(1),
  plans: z.array(z.string()).min(1).optional(),
  lines: z.array(z.string()),
  links: z
    .array(z.strictObject({ label: z.string(), url: z.url({ protocol: /^(https?|mailto)$/ }) }))
    .default([]),
  notices: z.literal('nopp').optional(),
  source: z.strictObject({
    url: z.url({ protocol: /^https?$/ }),
    section: z.string().nullable(),
    asOf: z
      .union([day, z.string().regex(/^\d{4}(-\d{2})?$/), z.int().min(2015).max(2100).transform(String)])
      .nullable(),
    basis: z.enum(['seed', 'site']),
  }),
  related: z.array(z.string()).default([]),
  effective: day.nullish(),
  expires: day.nullish(),
});

/** Front matter of a translation. What is not language comes from the English article. */
export const translationSchema = z.strictObject({
  title: z.string().min(1).max(90),
  label: z.string().min(1).max(45),
  questions: words,
  keywords: words.default([]),
  translation: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('machine'), of: z.string() }),
    z.strictObject({ by: z.literal('reviewed'), reviewer: z.string().min(1), on: day, of: z.string() }),
  ]),
});

export type EnglishFields = z.infer<typeof englishSchema>;
export type TranslationFields = z.infer<typeof translationSchema>;
