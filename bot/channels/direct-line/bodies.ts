import { z } from 'zod';
import { AppError } from '../../app-error.ts';
import { localeTag } from '../../turn/locale-tag.ts';

const user = z.object({ id: z.string().max(200).optional() });
/** Body of a request for a token. */
export const tokenBody = z.object({
  user: user.optional(),
  trustedOrigins: z.array(z.string().max(200)).max(50).optional(),
});
/** Body of the start of a conversation. */
export const startBody = z.object({ user: user.optional(), locale: localeTag });
/** Value of a `feedback` event: a thumb on a reply, and why. */
export const feedbackValue = z.object({
  replyId: z.string().max(300).optional(),
  helpful: z.boolean(),
  reason: z.enum(['wrong', 'unclear', 'incomplete', 'language']).optional(),
});

/** @throws {AppError} `BadRequest`, naming what is wrong */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body ?? {});
  if (!parsed.success) throw new AppError('BadRequest', z.prettifyError(parsed.error));
  return parsed.data;
}
