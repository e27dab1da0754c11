import { dayAfter, planDay, weekOf } from '../../transcripts/review/plan-day.ts';

/** How many of some moments fell into each week (named by its Monday) from a moment to another, oldest first. */
export function weekCounts(
  moments: readonly Date[],
  from: Date,
  to: Date,
): readonly { readonly week: string; readonly count: number }[] {
  const weeks: string[] = [];
  const last = weekOf(planDay(to));
  for (let week = weekOf(planDay(from)); week <= last; week = dayAfter(week, 7)) weeks.push(week);
  const counts = new Map<string, number>();
  for (const moment of moments) {
    const week = weekOf(planDay(moment));
    counts.set(week, (counts.get(week) ?? 0) + 1);
  }
  return weeks.map(week => ({ week, count: counts.get(week) ?? 0 }));
}
