import type { Contender } from './contender.ts';

/** Ours first. Loaded one at a time: a process holds the library it measures and no other. */
export const CONTENDERS: Readonly<Record<string, () => Promise<Contender>>> = {
  ours: async () => (await import('./contenders/ours.ts')).ours,
  nlpjs: async () => (await import('./contenders/nlpjs.ts')).nlpjs,
  'natural-bayes': async () => (await import('./contenders/natural-bayes.ts')).naturalBayes,
  minisearch: async () => (await import('./contenders/minisearch.ts')).minisearch,
  orama: async () => (await import('./contenders/orama.ts')).orama,
  flexsearch: async () => (await import('./contenders/flexsearch.ts')).flexsearch,
  'natural-tfidf': async () => (await import('./contenders/natural-tfidf.ts')).naturalTfIdf,
};
