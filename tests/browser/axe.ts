import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const script = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const ONLY = {
  all: TAGS,
  colours: { type: 'rule' as const, values: ['color-contrast', 'link-in-text-block'] },
};

/**
 * Violations of WCAG 2.2 A and AA on the page, shadow roots and all, each with the first element it is on.
 * @param what `colours` alone where all else was looked at in other colours
 */
export async function violations(page: Page, what: 'all' | 'colours' = 'all'): Promise<readonly string[]> {
  // Injected by the debugger protocol, which the page's Content Security Policy does not rule.
  const { readFileSync } = await import('node:fs');
  await page.evaluate(readFileSync(script, 'utf8'));
  const found = await page.evaluate(async only => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: only,
    });
    return violations.map(({ id, nodes }) => ({
      id,
      on: nodes[0]?.html ?? '',
      why: nodes[0]?.failureSummary ?? '',
    }));
  }, ONLY[what]);
  return found.map(({ id, on, why }) => `${id}: ${on} ${why}`);
}
