import type { Means } from '../../dialogs/means.ts';
import { foreignKnowledge } from '../../knowledge/bundle/foreign-knowledge.ts';
import { knowledgeDir } from '../../knowledge/engine/knowledge-dir.ts';
import { readTuning } from '../../knowledge/engine/tuning.ts';
import { loadMeans } from '../load-means.ts';
import { loadPassageFinder } from '../load-passage-finder.ts';
import { buildAll } from './build-all.ts';

/**
 * Loads the bot's means, building the knowledge first where the built one is missing or older than its sources;
 * with a folder, the knowledge of that folder instead.
 *
 * @param passagesIn data folder whose passages in service may be quoted; none by default
 * @throws {Error} naming every problem, where the articles can't be built.
 */
export async function ensureKnowledge(folder?: string, passagesIn?: string): Promise<Means> {
  const say = (step: string) => process.stderr.write(`${step} …\n`);
  const broken = (error: Error) => {
    throw error;
  };
  await buildAll({ today: new Date().toISOString().slice(0, 10), onProgress: say });
  const passages = passagesIn === undefined ? null : loadPassageFinder(passagesIn, broken);
  if (folder === undefined) return loadMeans(broken, undefined, passages);
  const means = loadMeans(broken, await foreignKnowledge(folder));
  // Limits that suit sets of their own, where nothing but the engine decides; a class turns away whenever it leads.
  const { answer } = readTuning(knowledgeDir()).thresholds;
  return { ...means, thresholds: { ...means.thresholds, answer, answerAlone: answer, turnAway: 0 } };
}
