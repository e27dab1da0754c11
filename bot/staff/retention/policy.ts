import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../../knowledge/project-root.ts';
import { readYaml } from '../../../knowledge/yaml-file.ts';

/** Six years: what HIPAA asks of records like the audit log (45 CFR 164.316(b)(2)). */
const SIX_YEARS = 2_190;

const days = z.union([z.literal('forever'), z.int().min(1)]);
const schema = z.strictObject({
  talks: days,
  feedback: days,
  reviews: days,
  drafts: days,
  'sms-queues': days,
  'sms-deliveries': days,
  'daily-counts': days,
  audit: z.union([z.literal('forever'), z.int().min(SIX_YEARS)]),
  'opt-outs': z.literal('forever'),
});

/** Days each kind of record is kept; `policy.yaml` says what each is. */
export type RetentionPolicy = Readonly<z.infer<typeof schema>>;

/** A kind of record that has an age. */
export type RecordKind = keyof RetentionPolicy;

/** Reads a policy. @throws {YamlFileError} where a kind is missing, unknown, or kept too short. */
export function loadRetentionPolicy(
  file = join(projectRoot(), 'bot', 'staff', 'retention', 'policy.yaml'),
): RetentionPolicy {
  return readYaml(file, schema);
}
