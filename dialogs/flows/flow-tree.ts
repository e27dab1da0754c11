import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../knowledge/project-root.ts';

const schema = z.strictObject({
  id: z.string(),
  /** Key below which the flow's strings stand. */
  strings: z.string(),
  nodes: z.record(
    z.string(),
    z.strictObject({ say: z.string(), labels: z.string(), choices: z.record(z.string(), z.string()) }),
  ),
  results: z.record(
    z.string(),
    z.strictObject({
      say: z.string(),
      topic: z.string(),
      lines: z.record(z.string(), z.array(z.string())),
    }),
  ),
});

/** A guided flow as data: questions with choices that lead to other questions or to a result. */
export type FlowTree = Readonly<z.infer<typeof schema>>;

/**
 * Reads a flow's file and checks that every choice leads somewhere.
 * @throws {Error} naming the choice that leads nowhere.
 */
export function loadFlowTree(name: string): FlowTree {
  const file = join(projectRoot(), 'dialogs', 'flows', `${name}.yaml`);
  const tree = schema.parse(parse(readFileSync(file, 'utf8')));
  for (const [node, { choices }] of Object.entries(tree.nodes)) {
    for (const [choice, target] of Object.entries(choices)) {
      if (!tree.nodes[target] && !tree.results[target]) {
        throw new Error(
          `${name}.yaml: choice '${choice}' of '${node}' leads to '${target}', which does not exist`,
        );
      }
    }
  }
  return tree;
}
