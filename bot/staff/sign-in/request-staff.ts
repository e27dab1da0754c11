import type { Request, RequestHandler } from 'express';
import { AppError } from '../../app-error.ts';
import { includesRole, type Role } from '../people/roles.ts';
import type { StaffMember } from '../people/staff-member.ts';

declare global {
  namespace Express {
    interface Request {
      /** Who is signed in; set by `signedIn`. */
      staff?: StaffMember;
      /** Milliseconds until their session ends if nothing more is asked for. */
      sessionMs?: number;
      /** What every form of this browser has to carry. */
      formToken?: string;
    }
  }
}

/** Who is signed in. @throws {AppError} `Unauthorized` where nobody is. */
export function staffOf(request: Request): StaffMember {
  if (!request.staff) throw new AppError('Unauthorized', 'please sign in');
  return request.staff;
}

/** Lets through who has the role or a higher one. @throws {AppError} `Forbidden` for others. */
export function needs(role: Role): RequestHandler {
  return (request, _response, next) => {
    if (includesRole(staffOf(request).role, role)) next();
    else next(new AppError('Forbidden', `this page is for the role ${role}`));
  };
}
