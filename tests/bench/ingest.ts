import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { serveMadeUpSite } from './ingest/made-up-site.ts';
import type { RunMeasures } from './ingest/measure-run.ts';
import { measureSections, precisionAndRecall } from './ingest/measure-sections.ts';
import { ODD_BUILDS } from './ingest/odd-builds.ts';
import { machine } from './measure/machine.ts';
import { markdownTable } from './measure/markdown-table.ts';
import { runChild } from './measure/run-child.ts';
import { showMegabytes, showPercent, showSeconds } from './measure/show.ts';

/*
 * `npm run bench:ingest`: sections found on pages of twenty builds and seven odd ones, then a site of 5,100 pages (60,000 passages) crawled, crawled again, read and
 * indexed in a process of its own. `--pages 200` for a part.
 */
const { values } = parseArgs({ options: { pages: { type: 'string', default: '5100' } } });
console.log(`${machine()}\n`);

const sections = [...(await measureSections()), ...(await measureSections(ODD_BUILDS))];
const { precision, recall } = precisionAndRecall(sections);
console.log(
  markdownTable(
    ['build of the page', 'sections meant', 'found', 'right'],
    [
      ...sections.map(({ build, meant, found, right }) => [
        build,
        String(meant),
        String(found),
        String(right),
      ]),
      [`all: precision ${showPercent(precision)}, recall ${showPercent(recall)}`, '', '', ''],
    ],
  ),
);

const site = await serveMadeUpSite(Number(values.pages));
try {
  // What our own child process prints.
  const run = (await runChild(join(import.meta.dirname, 'ingest', 'run.ts'), [site.origin])) as RunMeasures;
  const perSecond = (ms: number) => (run.pages / (ms / 1_000)).toFixed(0);
  console.log(
    `\n${markdownTable(
      ['step', 'time', 'pages a second'],
      [
        ['first crawl', showSeconds(run.crawlMs), perSecond(run.crawlMs)],
        ['second crawl, nothing changed', showSeconds(run.againMs), perSecond(run.againMs)],
        ['sections, passages and index', showSeconds(run.readMs), perSecond(run.readMs)],
      ],
    )}\n\n${run.pages} pages, ${run.sections} sections, ${run.passages} passages; index ${showMegabytes(run.indexBytes)}; most memory ${showMegabytes(run.peakBytes)}`,
  );
} finally {
  await site.stop();
}
