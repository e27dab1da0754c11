import { languageDetector } from '../dialogs/language/language-detector.ts';
import { memberPhrases } from '../dialogs/match/member-phrases.ts';
import type { Means } from '../dialogs/means.ts';
import { loadOtherCompanies } from '../dialogs/other-companies.ts';
import { loadTriage } from '../dialogs/safety/load-triage.ts';
import { loadThresholds } from '../dialogs/thresholds.ts';
import { type Knowledge, loadKnowledge } from '../knowledge/bundle/load-knowledge.ts';
import { loadLanguageModel } from '../knowledge/bundle/load-language-model.ts';
import { loadDirectory } from '../knowledge/directory/directory.ts';
import { KnowledgeError } from '../knowledge/knowledge-error.ts';
import type { PassageFinder } from '../knowledge/passages/find-passage.ts';
import { loadLocales } from '../locales/load-locales.ts';
import { createWords } from '../locales/words.ts';

/**
 * Loads all that decisions are made with. Built knowledge that can't be read is reported through `onDamage`
 * and left out: 911, 988 and the phone lines work without it.
 *
 * @param passages what is quoted from the site where no article fits; nothing by default
 */
export function loadMeans(
  onDamage: (error: KnowledgeError) => void,
  given?: Knowledge,
  passages: PassageFinder | null = null,
): Means {
  const words = createWords(loadLocales());
  let knowledge = given ?? null;
  if (!knowledge) {
    try {
      knowledge = loadKnowledge();
    } catch (error) {
      if (!(error instanceof KnowledgeError)) throw error;
      onDamage(error);
    }
  }
  return {
    knowledge,
    directory: knowledge?.directory ?? loadDirectory(),
    words,
    triage: loadTriage(),
    detector: languageDetector(words, loadLanguageModel()),
    phrases: memberPhrases(words),
    otherCompanies: loadOtherCompanies(),
    thresholds: loadThresholds(),
    passages,
  };
}
