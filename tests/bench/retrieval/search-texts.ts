import type { TrainingDocument } from '../../../knowledge/engine/types.ts';

/** What a search library indexes: one sample question with the topic's title and keywords, or one article's text. */
export interface SearchText {
  readonly id: number;
  readonly label: string;
  readonly language: string;
  readonly question: string;
  readonly title: string;
  readonly keywords: string;
  readonly body: string;
}

/** One entry a sample question, and one an article for its text. */
export function searchTexts(documents: readonly TrainingDocument[]): readonly SearchText[] {
  const texts: Omit<SearchText, 'id'>[] = [];
  for (const { id: label, language, title, keywords: listed, questions, body } of documents) {
    const keywords = listed.join(' ');
    for (const question of questions) texts.push({ label, language, question, title, keywords, body: '' });
    if (body !== '') texts.push({ label, language, question: '', title, keywords, body });
  }
  return texts.map((text, id) => ({ id, ...text }));
}

/** A text and its label, as a classifier learns from it. */
export interface LabelledText {
  readonly label: string;
  readonly language: string;
  readonly text: string;
}

/** Sample questions, titles and keywords, each a text of its own. */
export function labelledTexts(documents: readonly TrainingDocument[]): readonly LabelledText[] {
  return documents.flatMap(({ id: label, language, title, keywords, questions }) =>
    [...questions, title, ...keywords]
      .filter(text => text.trim() !== '')
      .map(text => ({ label, language, text })),
  );
}
