/** A parser of input from outside or from disk, as the fuzzer sees it. */
export interface Parser {
  readonly name: string;
  /** Inputs that it takes, or nearly takes; the fuzzer changes them. */
  readonly seeds: readonly (string | Uint8Array)[];
  /** Whether an error is one by which it refuses input, as its doc comment says. By default it never throws. */
  readonly refuses?: (error: unknown) => boolean;
  /** Whether long runs of one fragment are tried too: for parsers of text. Default: true. */
  readonly long?: boolean;
  /**
   * Parses one input and checks what must hold of the result.
   * @returns false where the result itself says that the input was refused
   * @throws {BrokenPromise} where the result is not what the parser promises
   */
  run(input: Uint8Array): boolean | undefined | Promise<boolean | undefined>;
  /** Closes what `run` opened. */
  close?(): Promise<void> | void;
}

/** A parser gave a result that breaks what it promises. */
export class BrokenPromise extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BrokenPromise';
  }
}

/** @throws {BrokenPromise} where a condition does not hold */
export function promised(holds: boolean, message: string): asserts holds {
  if (!holds) throw new BrokenPromise(message);
}

/** The same value, as JSON tells it. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

const decoder = new TextDecoder();

/** An input as it is, read as UTF-8. */
export function rawText(input: Uint8Array): string {
  return decoder.decode(input);
}

/** An input as text in which `\uD800` stands for that code unit, so that lone surrogates can come too. */
export function textOf(input: Uint8Array): string {
  return rawText(input).replace(/\\u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** Whether every half of a surrogate pair has its other half. */
export function isWellFormed(text: string): boolean {
  return !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}

/** Errors of some classes. */
export function oneOf(...classes: readonly (abstract new (...given: never[]) => Error)[]) {
  return (error: unknown): boolean => classes.some(type => error instanceof type);
}
