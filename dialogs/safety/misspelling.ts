/**
 * The word and every form of it with one letter left out. Two words that share one are at most one letter left out,
 * added, exchanged or swapped apart (symmetric deletes, as in SymSpell).
 */
export function deletions(word: string): readonly string[] {
  const forms = [word];
  for (let index = 0; index < word.length; index++) forms.push(word.slice(0, index) + word.slice(index + 1));
  return forms;
}
