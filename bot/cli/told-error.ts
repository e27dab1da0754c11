import { ConfigError } from '../config.ts';

/** An error that whoever typed the command can mend, and the exit code for it. */
export interface ToldError {
  readonly message: string;
  /** 2 where what was typed can't be; 1 where it failed. */
  readonly code: 1 | 2;
}

/** What to say of an error without its stack; null where it is a fault of ours. */
export function toldError(error: unknown): ToldError | null {
  if (!(error instanceof Error)) return null;
  const { message } = error;
  const code = 'code' in error ? String(error.code) : '';
  if (code.startsWith('ERR_PARSE_ARGS_')) return { message, code: 2 };
  // Errors of the file system and of connections carry the call that failed.
  return error instanceof ConfigError || 'syscall' in error ? { message, code: 1 } : null;
}
