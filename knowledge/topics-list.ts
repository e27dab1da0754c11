import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './project-root.ts';
import { readYaml } from './yaml-file.ts';

const schema = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z-]+\.[a-z-]+$/),
    kind: z.enum(['core', 'page']),
    basis: z.enum(['seed', 'site']),
    url: z.url(),
  }),
);

/** A topic that must have an article. */
export type ListedTopic = Readonly<z.infer<typeof schema>[number]>;

/** Reads topics.yaml: every topic the bot must be able to answer, by id. */
export function listedTopics(folder = join(projectRoot(), 'knowledge')): ReadonlyMap<string, ListedTopic> {
  const list = readYaml(join(folder, 'topics.yaml'), schema);
  return new Map(list.map(topic => [topic.id, topic]));
}
