import { afterAll, beforeAll, expect, test } from 'vitest';
import { driftPages } from '../../../bot/staff/drift/drift-pages.tsx';
import { type SiteWork, siteWork } from '../../../bot/staff/drift/site-work.ts';
import { type DriftReport, finding } from '../../../knowledge/drift/drift-report.ts';
import { eachDatabase } from '../../servers/each-database.ts';
import { type RunningConsole, startConsole } from './staff-for-tests.ts';

const FIRST = '2026-03-01T12:00:00.000Z';
const LATER = '2026-03-09T12:00:00.000Z';
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
  made: FIRST,
  crawl: { id: 'a', begun: '2026-03-01T11:00:00.000Z', pages: 12 },
  topics: { all: 3, read: 2, firstSeen: 0 },
  findings: [gone, changed].map(found => ({ ...found, since: FIRST })),
};

eachDatabase('the list of what changed on the site', openFresh => {
  let one: RunningConsole;
  let other: RunningConsole;
  let work: SiteWork;
  beforeAll(async () => {
    const database = await openFresh();
    one = await startConsole({ database, pages: [driftPages] });
    other = await startConsole({ database, pages: [driftPages] });
    work = siteWork(database.db, () => new Date());
  });
  afterAll(async () => {
    await one.stop();
    await other.stop();
  });

  test('is for editors, and says what to do where no report was made', async () => {
    expect((await (await one.signIn('reviewer')).get('/staff/site')).status).toBe(403);
    const html = await (await (await one.signIn('editor')).get('/staff/site')).text();
    expect(html).toContain('No report yet');
  });

  test('has every finding, gravest first, and each side by side as words only', async () => {
    await work.keep(report);
    const editor = await one.signIn('editor');
    const list = await (await editor.get('/staff/site')).text();
    expect(list.indexOf('page gone')).toBeGreaterThan(0);
    expect(list.indexOf('page gone')).toBeLessThan(list.indexOf('section changed'));
    const page = await (await editor.get(`/staff/site/${changed.id}`)).text();
    expect(page).not.toContain('<b>not</b>');
    expect(page).toMatch(/<ins>[^<]*&lt;b>not/);
    expect(page).toContain('[U+202E]');
    expect((await editor.get('/staff/site/none')).status).toBe(404);
  });

  test('lets go of what an editor has dealt with in every process, until it is put back, and audits both', async () => {
    await work.keep(report);
    const editor = await one.signIn('editor');
    const second = await other.signIn('editor', 'editor-2');
    const listed = async () => (await second.get('/staff/site')).text();
    expect((await editor.post(`/staff/site/${gone.id}/done`)).status).toBe(303);
    const list = await listed();
    expect(list.indexOf('page gone')).toBeGreaterThan(list.indexOf('Done (1)'));
    expect(await (await second.get(`/staff/site/${gone.id}`)).text()).toContain('Done by editor-1');
    await second.post(`/staff/site/${gone.id}/open`);
    expect(await listed()).not.toContain('Done (1)');
    const actions = await one.parts.database.db.selectFrom('audit').select(['who', 'action']).execute();
    expect(actions).toContainEqual({ who: 'editor-1', action: 'site.done' });
    expect(actions).toContainEqual({ who: 'editor-2', action: 'site.open' });
  });

  test('has a finding again that went and came back, though it was done once', async () => {
    await work.keep(report);
    const [first] = report.findings;
    if (!first) throw new Error('no findings');
    await work.mark(first, 'editor-1');
    await work.keep({ ...report, made: LATER });
    expect((await work.marks())(first)?.by).toBe('editor-1');
    expect((await work.marks())({ ...first, since: LATER })).toBeNull();
    await work.keep({ ...report, findings: [] });
    expect((await work.marks())(first)).toBeNull();
  });
});
