/** Name, code and place of an error, never its message: that could quote what a member wrote. */
export function describeError(error: unknown): {
  readonly name: string;
  readonly code?: unknown;
  readonly at?: string;
} {
  if (!(error instanceof Error)) return { name: typeof error };
  const at = error.stack
    ?.split('\n')
    .find(line => line.trim().startsWith('at '))
    ?.trim();
  return { name: error.name, ...('code' in error ? { code: error.code } : {}), ...(at ? { at } : {}) };
}
