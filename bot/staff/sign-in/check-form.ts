import type { RequestHandler } from 'express';
import { AppError } from '../../app-error.ts';
import { FORM_TOKEN } from '../page/form.tsx';
import { sameText } from './tokens.ts';

/**
 * Refuses what another site made the browser send (CSRF): every request that may change something has to carry
 * the token of this browser's own forms, and where the browser says which site it comes from, that must be ours.
 */
export const checkForm: RequestHandler = (request, _response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD') {
    next();
    return;
  }
  const site = request.headers['sec-fetch-site'];
  const given: unknown = request.body?.[FORM_TOKEN];
  const ours =
    (site === undefined || site === 'same-origin') &&
    typeof given === 'string' &&
    request.formToken !== undefined &&
    sameText(given, request.formToken);
  if (ours) next();
  else next(new AppError('Forbidden', 'this form was not from here, or you were signed out in the meantime'));
};
