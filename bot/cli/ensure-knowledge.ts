import type { Means } from '../../dialogs/means.ts';
import { foreignKnowledge } from '../../knowledge/bundle/foreign-knowledge.ts';
import { loadMeans } from '../load-means.ts';
import { buildAll } from './build-all.ts';

/**
 * Loads the bot's means, building the knowledge first where the built one is missing or older than its sources;
 * with a folder, the knowledge of that folder instead.
 * @throws {Error} naming every problem, where the articles can't be built.
 */
export async function ensureKnowledge(folder?: string): Promise<Means> {
  const say = (step: string) => process.stderr.write(`${step} …\n`);
  const broken = (error: Error) => {
    throw error;
  };
  if (!process.env['MHB_SKIP'])
    await buildAll({ today: new Date().toISOString().slice(0, 10), onProgress: say });
  return folder === undefined ? loadMeans(broken) : loadMeans(broken, await foreignKnowledge(folder));
}
