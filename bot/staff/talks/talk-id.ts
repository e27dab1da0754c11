import type { Request } from 'express';
import { AppError } from '../../app-error.ts';

/** The talk that the address names. @throws {AppError} `NotFound` where no talk could have that id. */
export function talkId(request: Request): string {
  const id = String(request.params.id);
  // PostgreSQL refuses the zero character in a text.
  if (id.includes('\0')) throw noTalk();
  return id;
}

/** There is no such talk. */
export function noTalk(): AppError {
  return new AppError('NotFound', 'there is no such talk; it may have been deleted');
}
