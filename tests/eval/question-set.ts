import { readFileSync } from 'node:fs';
import { z } from 'zod';

const expectation = z.object({
  outcome: z.array(z.string()).min(1),
  topics: z.array(z.string()).optional(),
  phones: z.array(z.string()).optional(),
  contains: z.array(z.string()).optional(),
});

const conversation = z.object({
  id: z.string(),
  lang: z.string(),
  channel: z.enum(['web', 'sms']),
  turns: z.array(z.string()).min(1),
  expect: z.array(expectation.nullable()),
});

/** What a judged turn of a question set may end in. */
export type Expectation = z.infer<typeof expectation>;
/** A conversation of a question set; the README of this folder explains the form. */
export type Judged = z.infer<typeof conversation>;

/** Reads a question set, one JSON object a line. */
export function readQuestionSet(file: string): readonly Judged[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => conversation.parse(JSON.parse(line)));
}
