/** What went wrong with a request, as a literal; the one place where it becomes an HTTP status. */
export const STATUS = {
  BadRequest: 400,
  BadActivity: 400,
  UnsupportedActivity: 400,
  UploadsNotAccepted: 415,
  Unauthorized: 401,
  Forbidden: 403,
  TokenExpired: 403,
  NotFound: 404,
  Conflict: 409,
  TooLarge: 413,
  TooManyRequests: 429,
  Internal: 500,
  Unavailable: 503,
  Overloaded: 503,
} as const;

export type AppErrorCode = keyof typeof STATUS;

/** An error that a client is told of. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  /** Seconds after which the client may try again, where that helps. */
  readonly retryAfter: number | undefined;
  /** What the client gets beside the error. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(
    code: AppErrorCode,
    message: string,
    options?: { cause?: unknown; retryAfter?: number | undefined; more?: Readonly<Record<string, unknown>> },
  ) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.retryAfter = options?.retryAfter;
    this.more = options?.more ?? {};
  }

  get status(): number {
    return STATUS[this.code];
  }
}
