/** What can be wrong with a knowledge file, as a literal that tests and tools can match. */
export type KnowledgeErrorCode =
  | 'directory-invalid'
  | 'article-invalid'
  | 'bundle-missing'
  | 'bundle-damaged'
  | 'folder-missing'
  | 'operation-failed';

/** A knowledge file that can't be used. The message names the file (and line, where known) and what to do. */
export class KnowledgeError extends Error {
  readonly code: KnowledgeErrorCode;

  constructor(code: KnowledgeErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'KnowledgeError';
    this.code = code;
  }
}
