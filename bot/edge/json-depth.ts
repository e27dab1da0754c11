import type { IncomingMessage } from 'node:http';

/** Levels of nesting in a body; what clients really send has at most six or so. */
const DEEPEST = 32;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** How deep arrays and objects are nested in a JSON text, wrong JSON included; brackets in strings don't count. */
export function jsonDepth(json: Uint8Array): number {
  let [depth, deepest, inString] = [0, 0, false];
  for (let at = 0; at < json.length; at++) {
    const byte = json[at] ?? 0;
    if (inString) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (OPENING.has(byte)) deepest = Math.max(deepest, ++depth);
    else if (CLOSING.has(byte)) depth--;
  }
  return deepest;
}

/** Refuses a body; body-parser writes on the error it gets, so it is a plain one with the status as a field. */
class TooDeepError extends Error {
  readonly type = 'nested.too.deep';
  status = 400;
}

/**
 * For `verify` of `express.json`: refuses a body nested so deep that walking it could exhaust the stack.
 * @throws {TooDeepError} with status 400
 */
export function refuseDeepJson(_request: IncomingMessage, _response: unknown, body: Buffer): void {
  if (jsonDepth(body) > DEEPEST) throw new TooDeepError(`the body is nested deeper than ${DEEPEST} levels`);
}
