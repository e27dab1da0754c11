import { directoryPhones } from '../../../bot/turn/directory-phones.ts';
import { maskDeep } from '../../../bot/turn/masking/mask-deep.ts';
import { createMasker } from '../../../bot/turn/masking/masker.ts';
import { loadDirectory } from '../../../knowledge/directory/directory.ts';
import { type Parser, promised, rawText, same, textOf } from '../parser.ts';

const masker = createMasker({ phones: directoryPhones(loadDirectory()) });
/** A social security number of the ranges in use. */
const IDENTIFIER = /(?<![\p{L}\p{N}_])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\p{L}\p{N}_])/u;

/** Texts of members, and what comes with them, before anything is kept. */
export const MASKING_PARSERS: readonly Parser[] = [
  {
    name: 'masker',
    seeds: [
      'my ssn is 123-45-6789 and I was born 01/02/1960, call (213) 555-0147 or a.b@c.example',
      'Soy María López, vivo en 123 Main St Apt 4, Los Angeles 90012, mi Medi-Cal es 91234567A',
      '我的社保號碼是１２３－４５－６７８９，電話 213 555 0147',
      'رقمي ٢١٣٥٥٥٠١٤٧ واسمي علي حسن',
      'Call 1-888-839-9909, member id 1EG4-TE5-MK73, claim # AB12345678',
    ],
    run: input => {
      const text = textOf(input);
      const { text: masked, found } = masker.mask(text);
      const again = masker.mask(masked);
      promised(again.text === masked || text.length > 500, 'masked text is masked once more');
      promised(masked.length <= 20_000 + 5, 'a masked text is longer than is kept');
      promised(
        found.length > 0 || masked === text || masked.endsWith('[CUT]'),
        'a text changed that has nothing',
      );
      promised(!IDENTIFIER.test(masked), 'a social security number is left');
      return true;
    },
  },
  {
    name: 'masker of JSON',
    seeds: [
      '{"a":{"b":["123-45-6789",5551234567,null,true]},"clientActivityID":"x.1","__proto__":{"c":"a@b.example"}}',
      '[[[[[[[[[["213-555-0147"]]]]]]]]]]',
    ],
    refuses: error => error instanceof SyntaxError,
    run: input => {
      const value: unknown = JSON.parse(rawText(input));
      const masked = maskDeep(value, masker);
      promised(same(maskDeep(masked, masker), masked), 'a masked value is masked once more');
      promised(!IDENTIFIER.test(JSON.stringify(stringsOf(masked))), 'an identifier is left');
      return true;
    },
  },
];

function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}
