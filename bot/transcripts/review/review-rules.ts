import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../../knowledge/project-root.ts';
import { readYaml } from '../../../knowledge/yaml-file.ts';
import { isUnanswered } from '../talk-index/turn-terms.ts';
import type { TurnResult } from '../transcript-log.ts';

const schema = z.strictObject({
  tasks: z
    .array(
      z.strictObject({
        reason: z.string(),
        when: z.union([
          z.strictObject({ flags: z.array(z.string()).min(1) }),
          z.strictObject({ thumbs: z.literal('down') }),
          z.strictObject({ unanswered: z.literal(true) }),
          z.strictObject({ below: z.number().min(0).max(1) }),
          z.strictObject({ oneIn: z.number().int().min(1) }),
        ]),
      }),
    )
    .min(1),
  judgements: z.number().int().min(1),
  days: z.number().int().min(1),
});

/** Which turns are to be judged, in which order, by how many. */
export type ReviewRules = Readonly<z.infer<typeof schema>>;

/** Reads `review-rules.yaml`. @throws where it can't be used, naming what is wrong. */
export function loadReviewRules(
  file = join(projectRoot(), 'bot', 'transcripts', 'review', 'review-rules.yaml'),
): ReviewRules {
  return readYaml(file, schema);
}

/** A reason to judge a turn; 1 is first. */
export interface TaskReason {
  readonly reason: string;
  readonly priority: number;
}

/**
 * Why a turn should be judged, or null.
 * @param seed tells turns apart: the sample depends on it alone, so that it can be made again
 */
export function taskReason(
  rules: ReviewRules,
  result: Pick<TurnResult, 'outcome' | 'confidence' | 'candidates' | 'flags'>,
  seed: string,
): TaskReason | null {
  const answered = result.outcome === 'answered';
  const place = rules.tasks.findIndex(({ when }) => {
    if ('flags' in when) return result.flags.some(flag => when.flags.includes(flag));
    if ('unanswered' in when) return isUnanswered(result);
    if ('below' in when) return answered && result.confidence !== null && result.confidence < when.below;
    if ('oneIn' in when) return answered && hash(seed) % when.oneIn === 0;
    return false;
  });
  return reasonAt(rules, place);
}

/** The place of a turn whose answer got a thumb down. */
export function thumbReason(rules: ReviewRules): TaskReason | null {
  return reasonAt(
    rules,
    rules.tasks.findIndex(({ when }) => 'thumbs' in when),
  );
}

function reasonAt(rules: ReviewRules, place: number): TaskReason | null {
  const task = rules.tasks[place];
  return task ? { reason: task.reason, priority: place + 1 } : null;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
