/** Name, code and place of an error, never its message: that could quote what a member wrote. */
export function describeError(error: unknown): {
  readonly name: string;
  readonly code?: unknown;
  readonly at?: string;
} {
  if (!(error instanceof Error)) return { name: typeof error };
  // What a client is told of says less than what brought it about.
  if (error.cause instanceof Error) return describeError(error.cause);
  // The stack begins with the message, which may have lines of its own.
  const stack = error.stack ?? '';
  const frames = stack.slice(stack.indexOf(error.message) + error.message.length);
  const at = frames
    .split('\n')
    .find(line => /^\s*at .*:\d+:\d+\)?$/.test(line))
    ?.trim();
  return { name: error.name, ...('code' in error ? { code: error.code } : {}), ...(at ? { at } : {}) };
}
