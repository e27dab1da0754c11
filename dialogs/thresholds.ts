import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../knowledge/project-root.ts';
import { readYaml } from '../knowledge/yaml-file.ts';

const probability = z.number().min(0).max(1);
const schema = z.strictObject({
  answer: probability,
  clarify: probability,
  clarifyEach: probability,
  clarifyMost: z.int().min(2).max(5),
  turnAway: probability,
  command: probability,
  child: probability,
  planStated: probability,
  person: probability,
  switchTopic: probability,
  staysOnTopic: probability,
  newNeighbour: probability,
  someNumber: probability,
  clearNumber: probability,
  surelyAway: probability,
  answerAlone: probability,
  aloneRatio: z.number().min(1),
  followUpWords: z.int().min(1),
  twoQuestions: probability,
  givesUpAfter: z.int().min(1),
  passage: probability,
  passageWords: z.int().min(1),
  passageAway: probability,
  passageLanguages: z.array(z.string()),
});

/** Limits by which the recipe chooses; `thresholds.yaml` says what each means. */
export type Thresholds = Readonly<z.infer<typeof schema>>;

/** Reads thresholds.yaml. @throws {YamlFileError} where a value is missing or out of range. */
export function loadThresholds(file = join(projectRoot(), 'dialogs', 'thresholds.yaml')): Thresholds {
  return readYaml(file, schema);
}
