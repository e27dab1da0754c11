import { buildIndex } from '../../../../knowledge/engine/build-index.ts';
import { loadIndex } from '../../../../knowledge/engine/load-index.ts';
import { ENOUGH_LABELS } from '../best-labels.ts';
import type { Contender } from '../contender.ts';

export const ours: Contender = {
  name: 'ours',
  settings: 'as shipped (`knowledge/tuning.json`), one index for all languages; score: calibrated confidence',
  build: documents => buildIndex(documents),
  async load(saved) {
    const engine = loadIndex(saved);
    return ({ text }) => {
      const { candidates, confidence } = engine.retrieve({ text }, { limit: ENOUGH_LABELS });
      return candidates.map(({ id, probability }, place) => ({
        label: id,
        score: place === 0 ? confidence : probability,
      }));
    };
  },
};
