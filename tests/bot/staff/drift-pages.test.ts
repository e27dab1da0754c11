import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { driftPages } from '../../../bot/staff/drift/drift-pages.tsx';
import { loadRetentionPolicy } from '../../../bot/staff/retention/policy.ts';
import { type DriftReport, finding } from '../../../knowledge/drift/drift-report.ts';
import { openMemory, type RunningConsole, startConsole } from './staff-for-tests.ts';

const changed = finding('section-changed', 'warning', 'section 2, "Cookies", has changed', {
  topics: ['privacy.cookies'],
  url: 'https://www.example.org/privacy',
  section: '2',
  before: 'You can turn cookies off.',
  after: 'You can <b>not</b> turn cookies off.\u202e',
});
const gone = finding('page-gone', 'error', 'the page it comes from is gone', { topics: ['care.dental'] });
const report: DriftReport = {
  form: 1,
  made: '2026-03-01T12:00:00.000Z',
  crawl: { id: 'a', begun: '2026-03-01T11:00:00.000Z', pages: 12 },
  topics: { all: 3, read: 2, firstSeen: 0 },
  findings: [gone, changed],
};

describe('the list of what changed on the site', () => {
  let dataDir: string;
  let staff: RunningConsole;
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'site-pages-'));
    const settings = {
      dataDir,
      publicUrl: null,
      keys: [Buffer.alloc(32, 7)],
      openId: null,
      retention: loadRetentionPolicy(),
      times: { idleMs: 60_000, wholeMs: 600_000 },
    };
    staff = await startConsole({ database: await openMemory(), pages: [driftPages], parts: { settings } });
  });
  afterAll(async () => {
    await staff.stop();
    rmSync(dataDir, { recursive: true });
  });

  test('is for editors, and says what to do where no report was made', async () => {
    expect((await (await staff.signIn('reviewer')).get('/staff/site')).status).toBe(403);
    const html = await (await (await staff.signIn('editor')).get('/staff/site')).text();
    expect(html).toContain('No report yet');
  });

  test('has every finding, gravest first, and each side by side as words only', async () => {
    mkdirSync(join(dataDir, 'ingest'), { recursive: true });
    writeFileSync(join(dataDir, 'ingest', 'drift.json'), JSON.stringify(report));
    const editor = await staff.signIn('editor');
    const list = await (await editor.get('/staff/site')).text();
    expect(list.indexOf('page gone')).toBeGreaterThan(0);
    expect(list.indexOf('page gone')).toBeLessThan(list.indexOf('section changed'));
    const page = await (await editor.get(`/staff/site/${changed.id}`)).text();
    expect(page).not.toContain('<b>not</b>');
    expect(page).toMatch(/<ins>[^<]*&lt;b>not/);
    expect(page).toContain('[U+202E]');
    expect((await editor.get('/staff/site/none')).status).toBe(404);
  });

  test('lets go of what an editor has dealt with, and the audit log knows who', async () => {
    const editor = await staff.signIn('editor');
    expect((await editor.post(`/staff/site/${gone.id}/done`)).status).toBe(303);
    const list = await (await editor.get('/staff/site')).text();
    expect(list.indexOf('page gone')).toBeGreaterThan(list.indexOf('Done (1)'));
    const page = await (await editor.get(`/staff/site/${gone.id}`)).text();
    expect(page).toContain('Done by editor-1');
    const actions = await staff.parts.database.db.selectFrom('audit').select(['action', 'subject']).execute();
    expect(actions).toContainEqual({ action: 'site.done', subject: gone.id });
  });
});
