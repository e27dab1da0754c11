import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReference, referenceText } from '../../bot/channels/sms/sms-reference.ts';
import { networkOf } from '../../bot/edge/limit-addresses.ts';
import { safeCell } from '../../bot/staff/export/safe-cell.ts';
import { safeBack } from '../../bot/staff/sign-in/back.ts';
import { directoryPhones } from '../../bot/turn/directory-phones.ts';
import { maskDeep } from '../../bot/turn/masking/mask-deep.ts';
import { createMasker } from '../../bot/turn/masking/masker.ts';
import { splitAtSentences } from '../../dialogs/reply/split-at-sentences.ts';
import { loadDirectory } from '../../knowledge/directory/directory.ts';
import { fromCsv, toCsv } from '../../knowledge/exchange/article-csv.ts';
import type { Parser } from './parser.ts';
import { PARSERS } from './parsers.ts';
import { tryParser } from './try-parser.ts';

const SEED = 20_261_124;
/** Turns and pages take longest, so that they get fewer inputs. */
const SLOW = /turn|page|safety data|directory: |retention|list of topics|import: /;
const MACHINE = { by: 'machine', of: '0123456789ab' } as const;
const masker = createMasker({ phones: directoryPhones(loadDirectory()) });
const anyText = fc.string({ unit: 'binary', maxLength: 200 });

describe('no input makes a parser do what it must not', () => {
  it.each(PARSERS.map(parser => [parser.name, parser] as const))('%s', async (name, parser) => {
    const tally = await tryParser(parser, {
      rounds: SLOW.test(name) ? 5 : 60,
      seed: SEED,
      fragments: SLOW.test(name) ? [] : ['a', '[a]('],
      longBytes: 2_048,
    });
    expect(
      tally.findings.map(({ problem, input }) => [problem, Buffer.from(input).toString('base64')]),
    ).toEqual([]);
  });
});

describe('the fuzzer', () => {
  const fails = (message: string, when: (text: string) => boolean): Parser => ({
    name: 'made up',
    seeds: ['{"a":"b"}'],
    run: input => {
      const text = Buffer.from(input).toString('latin1');
      if (when(text)) throw new TypeError(message);
      return true;
    },
  });

  it('finds an error that is no refusal, and a short input for it', async () => {
    const parser = fails('x is undefined', text => text.includes('__proto__'));
    const { findings } = await tryParser(parser, { rounds: 400, seed: 1, fragments: [] });
    expect(findings).toHaveLength(1);
    expect(Buffer.from(findings[0]?.input ?? []).toString()).toBe('__proto__');
  });

  it('finds what writes to the prototype of objects', async () => {
    const parser: Parser = {
      name: 'made up',
      seeds: ['a'],
      run: () => {
        Object.assign(Object.prototype, { polluted: 1 });
        return true;
      },
    };
    const { findings } = await tryParser(parser, { rounds: 1, seed: 1, fragments: [] });
    expect(findings[0]?.problem).toBe('wrote to Object.prototype: polluted');
  });

  it('tries the same inputs for the same seed', async () => {
    const inputs = async (seed: number) => {
      const seen: string[] = [];
      await tryParser(
        fails('never', text => {
          seen.push(text);
          return false;
        }),
        { rounds: 50, seed, fragments: [] },
      );
      return seen;
    };
    expect(await inputs(7)).toEqual(await inputs(7));
    expect(await inputs(7)).not.toEqual(await inputs(8));
  });
});

describe('whatever the text', () => {
  it('is masked once and for all, in JSON too', () => {
    fc.assert(
      fc.property(anyText, text => {
        const { text: masked } = masker.mask(text);
        expect(masker.mask(masked).text).toBe(masked);
      }),
      { seed: SEED, numRuns: 60 },
    );
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const masked = maskDeep(value, masker);
        expect(maskDeep(masked, masker)).toEqual(masked);
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  it('begins no formula in a cell, and leads nowhere but into the console', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.constantFrom('', '=', '\t', ' @', '/staff', '/staff/..', '//'),
        (text, start) => {
          expect(safeCell(start + text)).not.toMatch(/^[\s\p{Cc}\p{Cf}]*[=+\-@]/u);
          const back = new URL(safeBack(start + text), 'https://own.example');
          expect([back.origin, back.pathname.split('/')[1]]).toEqual(['https://own.example', 'staff']);
        },
      ),
      { seed: SEED, numRuns: 200 },
    );
  });

  it('is divided into messages without losing a letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), text => {
        const messages = splitAtSentences(text, 67);
        expect(Math.max(0, ...messages.map(({ length }) => length))).toBeLessThanOrEqual(67);
        expect(messages.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
      { seed: SEED, numRuns: 100 },
    );
  });

  it('comes back from CSV as it went in', () => {
    const cell = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .filter(text => text.trim() !== '');
    fc.assert(
      fc.property(cell, cell, cell, (title, body, sms) => {
        const row = { topic: 'care.card', language: 'es', title, label: title, body, sms };
        const whole = { ...row, questions: [], keywords: [], facts: null, translation: MACHINE };
        expect(fromCsv(toCsv([whole]))).toEqual([whole]);
      }),
      { seed: SEED, numRuns: 60 },
    );
  });
});

it('one address is in one network, however it is written', () => {
  fc.assert(
    fc.property(fc.ipV6(), address => {
      const plain = new URL(`http://[${address}]`).hostname.slice(1, -1);
      expect(networkOf(plain)).toBe(networkOf(address));
    }),
    { seed: SEED, numRuns: 200 },
  );
});

it('a reference of a text message is read as it was written', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\w-]{1,100}$/), fc.nat(999_999_999), (conversationId, number) => {
      expect(readReference(referenceText({ conversationId, number }))).toEqual({ conversationId, number });
    }),
    { seed: SEED, numRuns: 100 },
  );
});
