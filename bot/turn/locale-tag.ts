import { z } from 'zod';

/** Language, its variety, script and region (BCP 47, RFC 5646 section 2.1). */
const TAG = /^[a-z]{2,3}(?:[-_][a-z]{3})?(?:[-_][a-z]{4})?(?:[-_](?:[a-z]{2}|\d{3}))?(?![a-z0-9])/i;

/**
 * Locale of a device or page, as it comes from outside: what of it tells a language, or nothing. It is stored and echoed
 * as it is, so nothing else may be in it: a member's number would go by the masker.
 */
export const localeTag = z
  .string()
  .max(35)
  .nullish()
  .transform(given => TAG.exec(given ?? '')?.[0])
  .optional();
