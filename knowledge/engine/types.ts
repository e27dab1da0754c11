/** What an index is built from: one topic or class in one language. */
export interface TrainingDocument {
  /** Topic or class id, the same in every language. */
  readonly id: string;
  readonly kind: 'topic' | 'class';
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
  /** Sample questions in members' words. */
  readonly questions: readonly string[];
  readonly keywords: readonly string[];
  /** The article's text; may be empty. */
  readonly body: string;
  /** Plans whose members the answer holds for; left out: anyone. */
  readonly plans?: readonly string[];
}

export interface Query {
  readonly text: string;
  /** BCP 47; no part of the ranking depends on it today. */
  readonly language?: string;
  /** The member's plan where it is known: a mild prior for that plan's topics. */
  readonly plan?: string;
  /** The topic answered last in this talk: a mild prior for it. */
  readonly lastTopic?: string;
}

/** One feature of the question that carried a candidate, or spoke against it. */
export interface Reason {
  /** `word`, `stem`, `phrase`, `pair`, `letters`, or a prior: `plan`, `context`. */
  readonly field: string;
  /** The words or letters as they were read. */
  readonly feature: string;
  /** Share of the score; above zero speaks for the candidate. */
  readonly weight: number;
}

export interface Candidate {
  readonly id: string;
  readonly kind: 'topic' | 'class';
  /** P(this is what was asked), [0, 1]; the candidates of one question sum to at most 1. */
  readonly probability: number;
  /** Margin of the linear model with priors: about 1 for a sure match, −1 for none. */
  readonly score: number;
  /** What each group of features gave to the score. */
  readonly parts: Readonly<Record<string, number>>;
  /** Strongest first; only where `explain` was asked for. */
  readonly reasons?: readonly Reason[];
}

export interface Retrieval {
  /** Best first, at most `limit`. */
  readonly candidates: readonly Candidate[];
  /** Calibrated P(the first candidate is right), [0, 1]. */
  readonly confidence: number;
  /** Share of the question's words that the index knows, [0, 1]. */
  readonly known: number;
}

export interface RetrieveOptions {
  /** Most candidates given back; 10 by default. */
  readonly limit?: number;
  /** Adds the reasons to each candidate; off by default. */
  readonly explain?: boolean;
}

export interface IndexStats {
  readonly bytes: number;
  readonly labels: number;
  readonly topics: number;
  readonly classes: number;
  readonly features: number;
  readonly weights: number;
  readonly samples: number;
  readonly languages: readonly string[];
}

export interface Engine {
  /** Ranks topics and classes for one question. Never throws, whatever the text. */
  retrieve(query: Query, options?: RetrieveOptions): Retrieval;
  readonly stats: IndexStats;
}
