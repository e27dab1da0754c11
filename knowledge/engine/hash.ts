/** Start of a hash; a different seed for each field keeps "card" the word apart from "card" the letters. */
export function hashSeed(field: number): number {
  return Math.imul(field + 1, 0x9e3779b1) | 0;
}

/** One more UTF-16 unit (or another hash) into a running hash. */
export function hashStep(hash: number, unit: number): number {
  const mixed = Math.imul(hash ^ unit, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) | 0;
}

export function hashString(hash: number, text: string): number {
  let running = hash;
  for (let at = 0; at < text.length; at += 1) running = hashStep(running, text.charCodeAt(at));
  return running;
}

/** Final mix (murmur3's): every input bit moves every output bit. Unsigned, 32 bits. */
export function hashEnd(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
