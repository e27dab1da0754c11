import { AppError } from '../app-error.ts';

/**
 * What a promise gives, unless it takes longer than so many milliseconds; it goes on by itself then.
 * @throws {AppError} `Unavailable` where it is too late
 */
export async function inTime<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new AppError('Unavailable', 'this takes too long right now', { retryAfter: 2 })),
      milliseconds,
    );
  });
  promise.catch(() => {});
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
