/**
 * What was masked; stands in the text as `[SSN]`, so that staff can follow the talk.
 *
 * - `CIN` Medi-Cal client index number or the BIC card number that begins with it
 * - `MBI` Medicare beneficiary identifier
 * - `MEMBER_ID` member, record, case, claim, policy or document number beside a cue word
 * - `CARD` payment card
 * - `DOB` date of birth beside a cue word
 */
export type IdentifierKind =
  | 'SSN'
  | 'CIN'
  | 'MBI'
  | 'CARD'
  | 'MEMBER_ID'
  | 'DOB'
  | 'PHONE'
  | 'EMAIL'
  | 'ADDRESS'
  | 'NAME';

/** A stretch `[start, end)` of the folded text that is an identifier, or `KEEP`: one that must stay. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly kind: IdentifierKind | 'KEEP';
}
