/** What a reviewer can say of a turn. */
export const VERDICTS = [
  'right',
  'wrong',
  'should-have-answered',
  'should-have-handed-off',
  'unsafe',
] as const;
export type Verdict = (typeof VERDICTS)[number];
