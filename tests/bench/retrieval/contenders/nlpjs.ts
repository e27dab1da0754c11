import { containerBootstrap, LangEn, Nlp } from '@nlpjs/basic';
import { LangAr } from '@nlpjs/lang-ar';
import { LangEs } from '@nlpjs/lang-es';
import { LangFa } from '@nlpjs/lang-fa';
import { LangHy } from '@nlpjs/lang-hy';
import { LangKo } from '@nlpjs/lang-ko';
import { LangRu } from '@nlpjs/lang-ru';
import { LangTl } from '@nlpjs/lang-tl';
import { LangZh } from '@nlpjs/lang-zh';
import { ENOUGH_LABELS } from '../best-labels.ts';
import type { Contender } from '../contender.ts';
import { fromJsonBytes, toJsonBytes } from '../json-bytes.ts';
import { labelledTexts } from '../search-texts.ts';
import { wordsOf } from '../words.ts';

const PACKAGES = [LangAr, LangEn, LangEs, LangFa, LangHy, LangKo, LangRu, LangTl, LangZh];
/** It has no package for these: they get our words. */
const WITHOUT_PACKAGE = ['km', 'vi'];

/** Its tag of a language: two letters. */
const tag = (language: string) => language.slice(0, 2);

function empty(languages: readonly string[]): Nlp {
  const container = containerBootstrap({}, false);
  for (const plugin of PACKAGES) container.use(plugin);
  for (const language of WITHOUT_PACKAGE)
    container.register(`tokenizer-${language}`, { tokenize: wordsOf }, true);
  const nlp = new Nlp(
    { autoSave: false, autoLoad: false, forceNER: false, calculateSentiment: false, nlu: { log: false } },
    container,
  );
  for (const language of languages) nlp.addLanguage(language);
  return nlp;
}

interface Saved {
  readonly languages: readonly string[];
  readonly model: object;
}

export const nlpjs: Contender = {
  name: 'nlp.js',
  settings:
    '@nlpjs/basic with its language packages (none for Khmer and Vietnamese: our words there); a network a language, told which; sample questions, titles and keywords as utterances; no entities, no sentiment; score: its own',
  async build(documents) {
    const texts = labelledTexts(documents);
    const languages = [...new Set(texts.map(({ language }) => tag(language)))];
    const nlp = empty(languages);
    for (const { label, language, text } of texts) nlp.addDocument(tag(language), text, label);
    await nlp.train();
    return toJsonBytes({ languages, model: nlp.toJSON() } satisfies Saved);
  },
  async load(saved) {
    const { languages, model } = fromJsonBytes<Saved>(saved);
    const nlp = empty(languages);
    nlp.fromJSON(model);
    return async ({ text, language }) => {
      const { classifications = [] } = await nlp.process(tag(language), text);
      return classifications.slice(0, ENOUGH_LABELS).map(({ intent, score }) => ({ label: intent, score }));
    };
  },
};
