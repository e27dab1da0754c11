import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { formText } from '../page/form-text.ts';
import type { UnsentForms } from './unsent-forms.ts';

/** Field of a form that was kept and is sent after all. */
export const SENT_AFTER_ALL = 'sent-after-all';

/** Forgets a kept form once it was taken; one that was refused is kept, so that nothing is lost. */
export function forgetSent(unsent: UnsentForms, logger: Logger): RequestHandler {
  return (request, response, next) => {
    const { staff } = request;
    if (staff && request.method === 'POST' && formText(request, SENT_AFTER_ALL) !== '') {
      response.once('finish', () => {
        if (response.statusCode < 400)
          unsent.forget(staff.id).catch(() => logger.error('a form that was sent is still kept'));
      });
    }
    next();
  };
}
