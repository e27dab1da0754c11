/** One place of a pattern, filled by any phrase of its classes or by any of its own. */
export interface Element {
  readonly classes: readonly string[];
  readonly phrases: readonly string[];
}

/** An element and how far it may stand from the one before: `next` nothing between, `gap` some words. */
export interface Step {
  readonly element: Element;
  readonly distance: 'next' | 'gap';
}

/** Groups that stand near each other in any order, each a sequence of steps. */
export interface Pattern {
  readonly source: string;
  readonly groups: readonly (readonly Step[])[];
}

/**
 * Reads a pattern as written in the data: words and `<classes>` in order, `a|go_on|<b>` for any of them, `~` for a few words
 * between, `&` for near each other in any order.
 *
 * @throws Error naming the pattern when a group or a side of `~` is empty, or stands for too many phrases
 */
export function parsePattern(source: string): Pattern {
  const groups = source.split(' & ').map(group => parseGroup(group, source));
  return { source, groups };
}

function parseGroup(group: string, source: string): readonly Step[] {
  const steps: Step[] = [];
  for (const part of group.split('~')) {
    const elements = parseElements(part, source);
    if (elements.length === 0) throw new Error(`safety pattern "${source}": nothing beside ~ or &`);
    elements.forEach((element, index) => {
      steps.push({ element, distance: index === 0 && steps.length > 0 ? 'gap' : 'next' });
    });
  }
  return steps;
}

function parseElements(part: string, source: string): readonly Element[] {
  const elements: Element[] = [];
  let words: string[] = [];
  const endWords = () => {
    if (words.length > 0) elements.push({ classes: [], phrases: expand(words, source) });
    words = [];
  };
  for (const word of part.split(/\s+/).filter(piece => piece !== '')) {
    if (!word.includes('<')) {
      words.push(word);
      continue;
    }
    endWords();
    const choices = word.split('|').filter(choice => choice !== '');
    const isClass = (choice: string) => choice.startsWith('<') && choice.endsWith('>');
    elements.push({
      classes: choices.filter(isClass).map(choice => choice.slice(1, -1)),
      phrases: choices.filter(choice => !isClass(choice)).map(choice => choice.replaceAll('_', ' ')),
    });
  }
  endWords();
  return elements;
}

/** Phrases that one run of words may stand for; each further choice multiplies them. */
const MOST_PHRASES = 2_000;

/** ["a|b", "c"] → "a c", "b c". */
function expand(words: readonly string[], source: string): readonly string[] {
  let phrases = [''];
  for (const word of words) {
    const choices = word.split('|').map(choice => choice.replaceAll('_', ' '));
    if (phrases.length * choices.length > MOST_PHRASES)
      throw new Error(`safety pattern "${source}": stands for more than ${MOST_PHRASES} phrases`);
    phrases = phrases.flatMap(phrase => choices.map(choice => `${phrase} ${choice}`.trim()));
  }
  return phrases;
}
