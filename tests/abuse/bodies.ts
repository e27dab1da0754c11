import { gzipSync } from 'node:zlib';

/** A body, and headers that say something else of it where that is the attack. */
export interface BadBody {
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

const MEGABYTE = 1_048_576;
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map(part => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

/** Bodies that are too big, or say that they are. */
export const OVERSIZED: readonly BadBody[] = [
  { body: JSON.stringify({ type: 'message', text: 'a'.repeat(MEGABYTE) }) },
  { body: `{"type":"message","text":"${'a'.repeat(8 * MEGABYTE)}"}` },
  { body: '{"type":"message"', headers: { 'Content-Length': '99999999999' } },
  { body: '{}', headers: { 'Content-Length': '1'.repeat(400) } },
  {
    body: `100000\r\n${'a'.repeat(MEGABYTE)}\r\n`.repeat(4),
    headers: { 'Transfer-Encoding': 'chunked' },
  },
];

/** Bodies that can't be read. */
export const MALFORMED: readonly BadBody[] = [
  { body: '{"type":"message",' },
  { body: '{"type":"message","text":}' },
  { body: '"message"' },
  { body: '[]' },
  { body: 'null' },
  { body: '{"type":5}' },
  { body: '{"type":"message","text":{"toString":"x"}}' },
  { body: '{"type":"message","attachments":{"length":1e9}}' },
  { body: '{"type":"\\u0000message"}' },
  { body: `{"type":"message","channelData":{"clientActivityID":"${'x'.repeat(5_000)}"}}` },
  { body: '{"type":"message","text":"hi"}', headers: { 'Content-Type': 'text/plain' } },
  { body: '{"type":"message","text":"hi"}', headers: { 'Content-Type': 'application/json; charset=utf-7' } },
  { body: '{"type":"message","text":"hi"}', headers: { 'Content-Encoding': 'gzip' } },
  { body: '{"type":"message","text":"hi"}', headers: { 'Content-Encoding': 'br' } },
  { body: '{"type":"message","text":"hi"}', headers: { 'Content-Encoding': 'none-such' } },
  { body: gzipSync(Buffer.alloc(64 * MEGABYTE, 0x61)), headers: { 'Content-Encoding': 'gzip' } },
  { body: gzipSync('{"type":"message"}').subarray(0, 12), headers: { 'Content-Encoding': 'gzip' } },
];

/** Bodies that name what objects inherit. */
export const PROTOTYPES: readonly BadBody[] = [
  { body: '{"type":"message","text":"hi","__proto__":{"polluted":true}}' },
  { body: '{"type":"message","text":"hi","constructor":{"prototype":{"polluted":true}}}' },
  { body: '{"type":"message","text":"hi","channelData":{"__proto__":{"polluted":true,"toJSON":1}}}' },
  { body: '{"type":"event","name":"feedback","value":{"__proto__":{"helpful":true},"helpful":true}}' },
  { body: '{"type":"__proto__","text":"hi"}' },
  { body: '{"type":"message","text":"__proto__","locale":"__proto__"}' },
  { body: '{"type":"message","text":"constructor","locale":"constructor","name":"hasOwnProperty"}' },
];

/** Bodies nested deep. */
export const DEEP: readonly BadBody[] = [
  { body: `${'['.repeat(120_000)}${']'.repeat(120_000)}` },
  { body: `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}` },
  { body: `{"type":"message","channelData":${'{"a":'.repeat(31)}1${'}'.repeat(31)}}` },
  { body: '['.repeat(250_000) },
];

/** Bodies that are no UTF-8, or no characters. */
export const BAD_UTF8: readonly BadBody[] = [
  { body: bytes('{"type":"message","text":"', [0xff, 0xfe, 0xc0, 0xaf], '"}') },
  { body: bytes('{"type":"message","text":"', [0xed, 0xa0, 0x80], '"}') },
  { body: bytes('{"type":"message","text":"', [0xf4, 0x90, 0x80, 0x80], '"}') },
  { body: bytes('{"type":"message","text":"', [0xe2, 0x82]) },
  { body: '{"type":"message","text":"\\ud800 \\udfff \\u0000 \\u202e"}' },
  { body: bytes([0xef, 0xbb, 0xbf], '{"type":"message","text":"hi"}') },
  { body: Buffer.from('{"type":"message","text":"hi"}', 'utf16le') },
];

/** Texts that are long where finding something in them could take long. */
export const HEAVY_TEXTS: readonly string[] = [
  '1-'.repeat(50_000),
  '4'.repeat(100_000),
  'a@'.repeat(50_000),
  `${'a'.repeat(99_990)}@a.b`,
  'my name is '.repeat(9_000),
  '123 main st '.repeat(8_000),
  ' '.repeat(100_000),
  '\u0301'.repeat(100_000),
  '👨‍👩‍👧‍👦'.repeat(9_000),
  'ប្រាក់'.repeat(16_000),
  '我不想活了'.repeat(20_000),
  '१२३४५६७८९ '.repeat(10_000),
  '((((((((((1'.repeat(9_000),
  'not '.repeat(25_000),
  'renew medi-cal? '.repeat(6_000),
];
