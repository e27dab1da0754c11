import { z } from 'zod';
import { dayAfter, dayStart } from '../../transcripts/review/plan-day.ts';
import type { TalkFilter } from '../../transcripts/review/talk-filter.ts';
import { FILTERS, type Filter } from '../../transcripts/talk-index/filter-terms.ts';

const LONGEST_VALUE = 200;
const one = z
  .string()
  .max(LONGEST_VALUE)
  // No database text holds a zero character.
  .transform(text => text.replaceAll('\0', '').trim())
  .catch('');
const day = z.iso.date().or(z.literal('')).catch('');

const schema = z.object({
  text: one.default(''),
  reference: one.default('').transform(code => code.toUpperCase()),
  from: day.default(''),
  to: day.default(''),
  ...(Object.fromEntries(FILTERS.map(filter => [filter, one.default('')])) as Record<
    Filter, // the keys are FILTERS
    z.ZodDefault<typeof one>
  >),
});

/** The list's form as it was filled in: a text each, empty where nothing was chosen. */
export type ListQuery = Readonly<z.infer<typeof schema>>;

/** Reads the address of the list. What can't be read counts as not given; it never throws. */
export function readListQuery(query: unknown): ListQuery {
  return schema.parse(typeof query === 'object' && query !== null ? query : {});
}

/** What the form asks for. Days are those of the plan, both included. */
export function filterOf(query: ListQuery): TalkFilter {
  const { text, reference, from, to } = query;
  const unreviewed = query.review === 'none';
  const having = FILTERS.flatMap(filter => {
    const value = query[filter];
    return value === '' || (filter === 'review' && unreviewed) ? [] : [[filter, value] as const];
  });
  return {
    ...(text === '' ? {} : { text }),
    ...(reference === '' ? {} : { reference }),
    ...(from === '' ? {} : { from: dayStart(from) }),
    ...(to === '' ? {} : { to: dayStart(dayAfter(to)) }),
    having: Object.fromEntries(having),
    unreviewed,
  };
}

/**
 * What the form asks for, as the audit log keeps it. The words of a search stay out: somebody may have typed a member's
 * name.
 */
export function askedFor(query: ListQuery): Readonly<Record<string, string>> {
  const asked = { ...query, text: query.text === '' ? '' : '(words)' };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''));
}

/** The list's address for a filled-in form, with the fields that say something; and a page of it. */
export function listAddress(query: ListQuery, before?: number): string {
  const fields = Object.entries(query).filter(([, value]) => value !== '');
  const page = before === undefined ? [] : [['before', String(before)] as const];
  const text = new URLSearchParams([...fields, ...page].map(([name, value]) => [name, value])).toString();
  return text === '' ? '/staff/talks' : `/staff/talks?${text}`;
}
