import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { siteWork } from '../../../bot/staff/drift/site-work.ts';
import { openDatabase } from '../../../bot/transcripts/open-database.ts';
import { AcceptedSources } from '../../../knowledge/drift/accepted.ts';
import { startKnowledge } from './knowledge-command.ts';

/** Address from which articles on privacy come, one a section. */
const URL = 'https://www.lacare.org/privacy';
const SECTIONS = 16;
const BEFORE = 'We put no spyware on any machine of yours.';
const AFTER = 'We put spyware on each machine of yours.';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-command-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a nightly check fails where a section has changed, and the console has that as work', async () => {
  const page = join(folder, 'page.md');
  const sections = Array.from({ length: SECTIONS }, (_, place) =>
    place === 5
      ? `6\\. Spyware\n\n${AFTER}`
      : `${place + 1}\\. Part ${'abcdefghijklmnop'[place]}\n\nWhat we say of it stands here in words.`,
  );
  writeFileSync(page, `Privacy\n=======\n\n${sections.join('\n\n')}\n`);
  const accepted = new AcceptedSources(join(folder, 'ingest', 'accepted.json'));
  const source = { url: URL, section: '6', heading: 'Spyware', at: '2026-03-01T12:00:00.000Z' };
  accepted.set('privacy.spyware', { ...source, text: BEFORE, mark: 'another' });
  accepted.save();

  await startKnowledge(['ingest', page, '--url', URL], folder).ended;
  const { code, out } = await startKnowledge(['check'], folder).ended;
  expect(out.split('\n').filter(line => /^(error|warning) /.test(line))).toEqual([
    'warning section-changed: privacy.spyware: section 6, "Spyware", has changed',
  ]);
  expect(code).toBe(1);
  const { db } = await openDatabase({ dataDir: folder });
  const report = await siteWork(db, () => new Date()).report();
  await db.destroy();
  expect(report?.findings.find(({ kind }) => kind === 'section-changed')).toMatchObject({
    topics: ['privacy.spyware'],
    before: BEFORE,
    after: AFTER,
  });
});
