import type { Request } from 'express';

/** A field of a form that was sent, as text; empty where it was not, or came twice. */
export function formText(request: Request, name: string): string {
  const value: unknown = request.body?.[name];
  return typeof value === 'string' ? value : '';
}

/** A parameter of the address, as text; empty where there is none, or more than one. */
export function queryText(request: Request, name: string): string {
  const value = request.query[name];
  return typeof value === 'string' ? value : '';
}
