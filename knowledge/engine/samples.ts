import type { Tuning } from './tuning.ts';
import type { TrainingDocument } from './types.ts';

/** One text of a document. */
export interface Sample {
  readonly text: string;
  /** Place of the document's id in {@link Samples.labels}. */
  readonly label: number;
  readonly cost: number;
  /** Questions can be held back to calibrate on; titles, keywords and article text can't. */
  readonly question: boolean;
}

export interface Label {
  readonly id: string;
  readonly kind: 'topic' | 'class';
  readonly plans: readonly string[];
}

export interface Samples {
  readonly labels: readonly Label[];
  readonly samples: readonly Sample[];
}

const SENTENCE_END = /[.!?。！？؟։។]+\s+|\n+/u;

/** Cuts documents into labelled texts. Labels are in the order of their ids, so the order of the documents is no matter. */
export function samplesOf(documents: readonly TrainingDocument[], tuning: Tuning['learning']): Samples {
  const byId = new Map<string, TrainingDocument[]>();
  for (const document of documents) byId.set(document.id, [...(byId.get(document.id) ?? []), document]);
  const ids = [...byId.keys()].sort();
  const samples: Sample[] = [];
  const labels = ids.map((id, label): Label => {
    const ofId = (byId.get(id) ?? []).toSorted((a, b) => (a.language < b.language ? -1 : 1));
    for (const document of ofId) samples.push(...samplesOfOne(document, label, tuning));
    const plans = new Set(ofId.flatMap(document => document.plans ?? []));
    return { id, kind: ofId[0]?.kind ?? 'topic', plans: [...plans].sort() };
  });
  return { labels, samples };
}

function samplesOfOne(
  document: TrainingDocument,
  label: number,
  tuning: Tuning['learning'],
): readonly Sample[] {
  const said = (texts: readonly string[], cost: number, question = false) =>
    texts.filter(text => cost > 0 && text.trim() !== '').map(text => ({ text, label, cost, question }));
  return [
    ...said(document.questions, 1, true),
    ...said([document.title], tuning.titleCost),
    ...said(document.keywords, tuning.keywordCost),
    ...said(document.body.split(SENTENCE_END), tuning.bodyCost),
  ];
}
