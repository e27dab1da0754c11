import { seededRandom } from '../../../knowledge/engine/random.ts';

/** A page as it is meant: what any build of it should be read as. */
export interface MadeUpPage {
  readonly title: string;
  readonly intro: string;
  readonly sections: readonly MadeUpSection[];
}

export interface MadeUpSection {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** A list below the paragraphs; may be empty. */
  readonly items: readonly string[];
  /** Steps below that, numbered from 1 as the headings of some builds are; may be empty. */
  readonly steps: readonly string[];
  /** What follows a bold "Please note:", which is no heading; null in most sections. */
  readonly note: string | null;
}

const SUBJECTS =
  'the office|your doctor|a member|the driver|each family|our nurse|the clinic|a helper|the county|your plan'.split(
    '|',
  );
const VERBS = 'sends|keeps|reads|brings|pays for|asks for|answers|files|checks|stores'.split('|');
const OBJECTS =
  'every letter|the yearly form|a new card|your visit|the bill|an old record|the ride|a copy of it|the whole note|some papers'.split(
    '|',
  );
const ENDS =
  'within ten days|before the month ends|at no cost|when you say so|as the law wants|on every work day|in your own language|by mail or phone|without any delay|once a year'.split(
    '|',
  );
const HEADS =
  'Rides|Lost Cards|Your Papers|Visits|Bills and Payments|Old Records|Forms|Language Help|Changes of Address|New Babies|Home Visits|Drug Lists|Second Opinions|Travel|Late Fees|Photos|Keys and Doors|Letters|Travel Abroad|Night Calls'.split(
    '|',
  );

/** Page of a number: the same whenever it is asked for. */
export function madeUpPage(number: number): MadeUpPage {
  const random = seededRandom(7_919 * (number + 1));
  const pick = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(random() * list.length)];
    if (found === undefined) throw new Error('an empty list');
    return found;
  };
  const sentence = () => {
    const words = `${pick(SUBJECTS)} ${pick(VERBS)} ${pick(OBJECTS)} ${pick(ENDS)}`;
    return `${words[0]?.toUpperCase()}${words.slice(1)}.`;
  };
  const paragraph = () => Array.from({ length: 2 + Math.floor(random() * 4) }, sentence).join(' ');
  const heads = HEADS.toSorted(() => random() - 0.5).slice(0, 5 + Math.floor(random() * 6));
  return {
    title: `Help with ${heads[0]?.toLowerCase()}, page ${number}`,
    intro: paragraph(),
    sections: heads.map(heading => ({
      heading,
      paragraphs: Array.from({ length: 1 + Math.floor(random() * 3) }, paragraph),
      items: random() < 0.3 ? Array.from({ length: 3 }, () => sentence().replace(/\.$/, '')) : [],
      steps: random() < 0.2 ? Array.from({ length: 3 }, sentence) : [],
      note: random() < 0.2 ? sentence() : null,
    })),
  };
}
