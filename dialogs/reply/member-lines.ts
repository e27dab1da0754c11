import type { Directory } from '../../knowledge/directory/directory.ts';

/**
 * Member Services of a plan; of all four plans where the member's plan is unknown; the line for people who
 * look for coverage where the member has none.
 */
export function planLines(plan: string | null, directory: Directory): readonly string[] {
  if (plan === 'none') return ['coverage'];
  const own = directory.plans.find(known => known.id === plan);
  return own ? [own.line] : directory.plans.map(known => known.line);
}

/** Line ids of an article with `plan` put in, each once, in the article's order. */
export function resolveLines(
  lines: readonly string[],
  plan: string | null,
  directory: Directory,
): readonly string[] {
  const resolved = lines.flatMap(line => (line === 'plan' ? planLines(plan, directory) : [line]));
  return [...new Set(resolved)];
}
