/** What the doctor found. A `problem` keeps the service from working; a `warning` will, or makes it less safe. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'problem';
  /** What was looked at, in a word or two. */
  readonly subject: string;
  readonly says: string;
  /** What to do about it; given for all that is not ok. */
  readonly todo?: string;
}

/** Something that works. */
export function ok(subject: string, says: string): Finding {
  return { level: 'ok', subject, says };
}

/** Something to be looked after. */
export function warning(subject: string, says: string, todo: string): Finding {
  return { level: 'warning', subject, says, todo };
}

/** Something that keeps the service from working. */
export function problem(subject: string, says: string, todo: string): Finding {
  return { level: 'problem', subject, says, todo };
}

/** What an error says, without the stack. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'no answer in time';
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  return `${error.message || error.name}${error.message.includes(code.slice(2, -1)) ? '' : code}`;
}
