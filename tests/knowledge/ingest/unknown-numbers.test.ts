import { describe, expect, test } from 'vitest';
import { loadDirectory } from '../../../knowledge/directory/directory.ts';
import { hasUnknownNumber } from '../../../knowledge/ingest/unknown-numbers.ts';

const directory = loadDirectory();
const unknown = (text: string) => hasUnknownNumber(text, directory);

describe('a number that the directory lacks', () => {
  test.each([
    'Call 1-800-555-1212.',
    'Call 1\u2011800\u2011555\u20111212.',
    'Call 1\u2010800\u2010555\u20101212.',
    'Call 800/555-1212.',
    'Call (800) 555 1212.',
    'Call 8005551212.',
    'Call 555-1212.',
    'TTY: 1-800-555-1212',
    'اتصل ١-٨٠٠-٥٥٥-١٢١٢',
    'Call 1-888-839-9909 (TTY 1-800-555-1212).',
  ])('is found in: %s', text => {
    expect(unknown(text)).toBe(true);
  });

  test.each([
    'Call 1-888-839-9909 (TTY 711).',
    'Call 888.839.9909.',
    'Form 1095 of 2026-03-14, at 1055 West 7th Street, 10th Floor, Los Angeles, CA 90017.',
    'It costs $1,234,567 in 2024-2025.',
    'Dial 911 or 988, or text 741741.',
  ])('is not seen in: %s', text => {
    expect(unknown(text)).toBe(false);
  });
});
