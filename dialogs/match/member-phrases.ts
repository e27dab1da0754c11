import type { MemberWords } from '../../locales/schema.ts';
import type { Words } from '../../locales/words.ts';
import type { FlowName } from '../flows/flow-name.ts';
import { loadCourtesy } from './load-courtesy.ts';
import { type PhraseSet, phraseSet } from './phrase-set.ts';

type OfferedFlow = Exclude<FlowName, 'delete-conversation'>;
type Lists = Exclude<keyof MemberWords, 'plans' | 'ordinals' | 'sms' | 'under13'>;

/** The words lists of all languages together: a member may use any language's word at any time. */
export interface MemberPhrases {
  readonly list: Readonly<Record<Lists, PhraseSet>>;
  readonly sms: Readonly<Record<'stop' | 'start' | 'help' | 'courtesy', PhraseSet>>;
  readonly plans: readonly { readonly plan: string; readonly names: PhraseSet }[];
  readonly ordinals: readonly { readonly place: number; readonly words: PhraseSet }[];
  readonly ages: PhraseSet;
  /** What starts a guided flow: its offer, as a button says it. */
  readonly flows: Readonly<Record<OfferedFlow, PhraseSet>>;
  /** Names of each language, by tag. */
  readonly languages: readonly { readonly tag: string; readonly names: PhraseSet }[];
}

const LISTS: readonly Lists[] = [
  'yes',
  'no',
  'none',
  'person',
  'link',
  'more',
  'menu',
  'startOver',
  'delete',
  'myData',
  'moved',
];
const PLANS = ['lacc', 'pasc', 'dsnp', 'medi-cal', 'none'] as const;
const YOUNGEST_WRITER = 4;
const OLDEST_CHILD = 12;

/** Gathers every language's words into phrase sets. */
export function memberPhrases(words: Words): MemberPhrases {
  const locales = words.languages.map(tag => words.locale(tag));
  const gather = (pick: (lists: MemberWords) => readonly string[] | undefined) =>
    phraseSet(locales.flatMap(locale => pick(locale.words) ?? []));
  const offers = (flow: OfferedFlow) =>
    phraseSet(words.languages.map(tag => words.in(tag)(`flows:offer.${flow}`)));
  const ages = Array.from({ length: OLDEST_CHILD - YOUNGEST_WRITER + 1 }, (_, step) =>
    String(YOUNGEST_WRITER + step),
  );
  return {
    list: Object.fromEntries(LISTS.map(list => [list, gather(lists => lists[list])])) as Record<
      Lists,
      PhraseSet
    >, // every list is in LISTS
    sms: {
      stop: gather(lists => lists.sms.stop),
      start: gather(lists => lists.sms.start),
      help: gather(lists => lists.sms.help),
      courtesy: phraseSet(loadCourtesy()),
    },
    plans: PLANS.map(plan => ({ plan, names: gather(lists => lists.plans[plan]) })),
    ordinals: (['1', '2', '3', '4'] as const).map(place => ({
      place: Number(place),
      words: gather(lists => lists.ordinals[place]),
    })),
    ages: gather(lists => lists.under13.flatMap(frame => ages.map(age => frame.replace('{age}', age)))),
    flows: { 'renewal-coach': offers('renewal-coach'), 'line-finder': offers('line-finder') },
    languages: words.languages.map(tag => ({ tag, names: phraseSet(words.locale(tag).language.names) })),
  };
}
