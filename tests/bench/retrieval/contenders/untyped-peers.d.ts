/* The parts of untyped packages that the benchmark uses. */

declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  export default class BayesClassifier {
    constructor(stemmer?: undefined, smoothing?: number);
    addDocument(tokens: readonly string[], label: string): void;
    train(): void;
    getClassifications(
      tokens: readonly string[],
    ): readonly { readonly label: string; readonly value: number }[];
    static restore(json: object): BayesClassifier;
  }
}

declare module 'natural/lib/natural/classifiers/logistic_regression_classifier.js' {
  export default class LogisticRegressionClassifier {
    addDocument(tokens: readonly string[], label: string): void;
    train(): void;
  }
}

declare module 'natural/lib/natural/tfidf/tfidf.js' {
  export default class TfIdf {
    constructor(json?: object);
    addDocument(tokens: readonly string[], key: string): void;
    tfidfs(tokens: readonly string[], tell: (place: number, score: number, key: string) => void): number[];
  }
}

declare module '@nlpjs/basic' {
  export class Container {
    use(plugin: unknown): void;
    register(name: string, instance: unknown, isSingleton?: boolean): void;
  }
  export function containerBootstrap(settings?: object, loadEnv?: boolean): Container;
  export class Nlp {
    constructor(settings: object, container: Container);
    addLanguage(language: string): void;
    addDocument(language: string, text: string, intent: string): void;
    train(): Promise<void>;
    process(
      language: string,
      text: string,
    ): Promise<{ readonly classifications?: readonly { readonly intent: string; readonly score: number }[] }>;
    toJSON(): object;
    fromJSON(json: object): void;
  }
  export const LangEn: unknown;
}
declare module '@nlpjs/lang-ar' {
  export const LangAr: unknown;
}
declare module '@nlpjs/lang-es' {
  export const LangEs: unknown;
}
declare module '@nlpjs/lang-fa' {
  export const LangFa: unknown;
}
declare module '@nlpjs/lang-hy' {
  export const LangHy: unknown;
}
declare module '@nlpjs/lang-ko' {
  export const LangKo: unknown;
}
declare module '@nlpjs/lang-ru' {
  export const LangRu: unknown;
}
declare module '@nlpjs/lang-tl' {
  export const LangTl: unknown;
}
declare module '@nlpjs/lang-zh' {
  export const LangZh: unknown;
}
