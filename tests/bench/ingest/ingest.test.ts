import { describe, expect, test } from 'vitest';
import { BUILDS } from './builds.ts';
import { serveMadeUpSite } from './made-up-site.ts';
import { measureRun } from './measure-run.ts';
import { measureSections, precisionAndRecall } from './measure-sections.ts';
import { ODD_BUILDS } from './odd-builds.ts';

/* A small part of `npm run bench:ingest`. */
const PAGES = 60;

describe('sections of pages of twenty builds', () => {
  test('are found, nearly all and nearly only they', async () => {
    expect(new Set(BUILDS.map(({ name }) => name)).size).toBe(20);
    const { precision, recall } = precisionAndRecall(await measureSections());
    expect(precision).toBeGreaterThan(0.95);
    expect(recall).toBeGreaterThan(0.95);
  });

  test('are found on builds that nobody had in mind when the finder was made', async () => {
    const { precision, recall } = precisionAndRecall(await measureSections(ODD_BUILDS));
    expect(precision).toBeGreaterThan(0.95);
    expect(recall).toBeGreaterThan(0.95);
  });
});

test('a site is crawled, read and indexed whole, and faster the second time', async () => {
  const site = await serveMadeUpSite(PAGES);
  try {
    const run = await measureRun(site.origin);
    expect(run.pages).toBe(PAGES);
    expect(run.passages).toBeGreaterThan(PAGES * 8);
    expect(run.againMs).toBeLessThan(run.crawlMs);
  } finally {
    await site.stop();
  }
});
