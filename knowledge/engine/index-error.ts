/** What is wrong with an index file. */
export type IndexErrorCode = 'index/not-an-index' | 'index/other-version' | 'index/damaged';

/** The bytes can't be used as an index: build it again (`npm run build`). */
export class IndexError extends Error {
  readonly code: IndexErrorCode;

  constructor(code: IndexErrorCode, detail: string) {
    super(`${detail}; build the index again`);
    this.name = 'IndexError';
    this.code = code;
  }
}
