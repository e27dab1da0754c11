/** Characters that windows-1252 has in place of the control characters 0x80 to 0x9F. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const BYTES = new Map<string, number>();
for (let byte = 0x80; byte < 0x100; byte++) BYTES.set(String.fromCharCode(byte), byte);
for (const [place, letter] of [...WINDOWS].entries()) BYTES.set(letter, 0x80 + place);

/** First byte of a UTF-8 sequence, then what its other bytes look like, all read as windows-1252. */
const BROKEN =
  /(?:[\u00c2-\u00df][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[\u00e0-\u00ef][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2}|[\u00f0-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{3})+/g;
/** What is left of a no-break space whose second half became a plain one. */
const LONE = /(?<=[^\s\p{L}\p{M}])\u00c2(?=\s|$)/gu;
/** Latin letters, punctuation, currency, marks: what one broken character alone may stand for. */
const LIKELY_ALONE =
  /^[\u00a0-\u024f\u1e00-\u1eff\u2000-\u206f\u20a0-\u20bf\u2100-\u22ff\u2500-\u27bf\ufeff]+$/;
const CONTROL = /[\u0080-\u009f]/;
const FEWEST_UNLIKELY = 3;
const MOST_ROUNDS = 3;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Mends text whose UTF-8 was read as windows-1252, once or several times: `donâ€™t` → `don’t`, `Â©` → `©`. What could be
 * meant as it stands is left: a single pair counts only where it gives a Latin letter, a sign or a space.
 */
export function repairText(text: string): string {
  let repaired = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = repaired.replace(BROKEN, decoded);
    if (next === repaired) break;
    repaired = next;
  }
  return repaired.replace(LONE, '');
}

function decoded(broken: string): string {
  const bytes = Uint8Array.from(broken, letter => BYTES.get(letter) ?? 0);
  try {
    const once = utf8.decode(bytes);
    // Control characters mean that it was broken twice.
    const text = CONTROL.test(once) ? once.replace(BROKEN, decoded) : once;
    const likely = LIKELY_ALONE.test(text) || [...text].length >= FEWEST_UNLIKELY;
    return likely && !CONTROL.test(text) ? text : broken;
  } catch {
    return broken;
  }
}

/** Text of bytes in windows-1252, as browsers read it: Node's own decoder gives control characters for 0x80 to 0x9F. */
export function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, letter => WINDOWS[letter.charCodeAt(0) - 0x80] ?? letter);
}

/** Mended, without invisible characters, every run of spaces one space. Line breaks go too. */
export function cleanText(text: string): string {
  return repairText(text)
    .normalize('NFC')
    .replace(/[\u200b\u2060\ufeff\u00ad]/g, '')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, ' ')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
}

/**
 * An address made whole against the page it stands on, with garbled bytes and tracking gone; null where it leads nowhere
 * (scripts, bare `#`, what can't be parsed).
 */
export function cleanUrl(href: string, base: string): string | null {
  const given = cleanText(href);
  if (given === '' || given === '#' || /^(javascript|data|vbscript|about):/i.test(given)) return null;
  if (/^(mailto|tel|sms):/i.test(given)) return cleanContact(given);
  try {
    const url = new URL(given, base);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
    for (const name of [...url.searchParams.keys()]) {
      if (/^(utm_\w+|gclid|fbclid|mc_[ce]id)$/.test(name)) url.searchParams.delete(name);
    }
    return url.href;
  } catch {
    return null;
  }
}

function cleanContact(given: string): string {
  const [scheme = '', rest = ''] = given.split(/:(.*)/s);
  let plain = rest;
  try {
    plain = decodeURIComponent(rest);
  } catch {
    // A stray % is kept as it is.
  }
  const mended = cleanText(plain);
  return scheme.toLowerCase() === 'mailto'
    ? `mailto:${mended.replace(/[^\x21-\x7e]/g, '')}`
    : `${scheme.toLowerCase()}:${mended.replace(/[\s.]+/g, '-')}`;
}

/** The address that two spellings of one page share: no fragment, no trailing slash, host in lower case. */
export function sameAddress(url: string): string {
  try {
    const parsed = new URL(url);
    parsed.hash = '';
    const path = parsed.pathname.replace(/\/+$/, '');
    return `${parsed.protocol === 'http:' ? 'https:' : parsed.protocol}//${parsed.host}${path}${parsed.search}`;
  } catch {
    return url;
  }
}
