import { describe, expect, it } from 'vitest';
import { maskDeep } from '../../../../bot/turn/masking/mask-deep.ts';
import { createMasker } from '../../../../bot/turn/masking/masker.ts';

const masker = createMasker({ phones: [] });

describe("masking of a client's data", () => {
  it('finds identifiers wherever they stand, and keeps the id of the message', () => {
    expect(
      maskDeep({ clientActivityID: 'c-123-45-6789', a: [{ b: 'my ssn is 123-45-6789' }] }, masker),
    ).toEqual({ clientActivityID: 'c-123-45-6789', a: [{ b: expect.not.stringContaining('6789') }] });
  });

  it('leaves out what would take long to look through', () => {
    const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`key${index}`, index]));
    const begun = performance.now();
    expect(Object.keys(maskDeep(many, masker) as object).length).toBeLessThanOrEqual(200);
    expect(maskDeep({ long: 'a'.repeat(30_000) }, masker)).toEqual({ long: null });
    // Some 30 ms on one core; all 20,000 would take seconds.
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
