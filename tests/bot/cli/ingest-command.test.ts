import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { harborSite } from '../../knowledge/ingest/harbor-pages.ts';
import { type ServedSite, serveSite } from '../../knowledge/ingest/serve-site.ts';
import { startKnowledge } from './knowledge-command.ts';

let site: ServedSite;
let folder: string;
beforeEach(async () => {
  site = await serveSite(await harborSite());
  folder = mkdtempSync(join(tmpdir(), 'ingest-command-'));
});
afterEach(async () => {
  await site.stop();
  rmSync(folder, { recursive: true });
});

const ingest = (...args: string[]) => startKnowledge(['ingest', ...args], folder);
const asked = () => site.log.map(({ path }) => path).filter(path => path !== '/robots.txt');
const askedFor = async (count: number) => {
  while (asked().length < count) await new Promise(resolve => setTimeout(resolve, 5));
};

describe('knowledge -- ingest', () => {
  test('says in one line, with exit code 2, what it can not do as it was typed', async () => {
    const cases: readonly (readonly [string[], RegExp])[] = [
      [['nothing-here.html'], /^say what to ingest.*'nothing-here\.html' is none of them\n$/],
      [[`${site.origin}/`, '--depth', 'deep', '--hosts', 'https://a.example'], /number.*depth.*host.*hosts/s],
    ];
    const ends = await Promise.all(cases.map(([args]) => ingest(...args).ended));
    for (const [place, { code, out, err }] of ends.entries()) {
      expect(out + err).toMatch(cases[place]?.[1] ?? '');
      expect(out + err).not.toMatch(/^ +at .*\.[jt]s:\d/m);
      expect(code).toBe(2);
    }
    expect(site.log).toEqual([]);
  });

  test('says what could not be read, with exit code 1', async () => {
    const broken = join(folder, 'broken.pdf');
    writeFileSync(broken, 'this is no PDF');
    const [pdf, refused] = await Promise.all([ingest(broken).ended, ingest('http://127.0.0.1:1/').ended]);
    expect(pdf.out).toMatch(/can't be read: file:.*broken\.pdf: .*\n.*no page could be read/);
    expect(refused.out).toMatch(/robots\.txt of 127\.0\.0\.1:1 could not be read \(.*ECONNREFUSED/);
    expect([pdf.code, refused.code]).toEqual([1, 1]);
  });

  test('takes a site in, off-list hosts left out, and draws no progress bar where there is no terminal', async () => {
    const other = await serveSite(await harborSite());
    try {
      const home = site.pages.get('/')?.replace('</ul>', `<li><a href="${other.origin}/x">x</a></li></ul>`);
      site.pages.set('/', home ?? '');
      const { code, out, err } = await ingest(`${site.origin}/`, '--delay', '0').ended;
      expect(out).toMatch(/\n8 pages, \d+ sections, \d+ passages: /);
      expect([code, err]).toEqual([0, '']);
      expect(other.log).toEqual([]);
    } finally {
      await other.stop();
    }
  });

  test('goes on where it was killed, and asks again only for what was under way', async () => {
    const args = [`${site.origin}/`, '--delay', '40', '--parallel', '1'];
    const first = ingest(...args);
    await askedFor(4);
    first.kill('SIGKILL');
    expect((await first.ended).code).toBeNull();
    const { code, out } = await ingest('--resume').ended;
    expect(out).toContain('\n8 pages, ');
    expect(code).toBe(0);
    expect(new Set(asked()).size).toBe(8);
    expect(asked().length).toBeLessThanOrEqual(9);
  });

  test('finishes what is under way when it is asked to end, and says how to go on', async () => {
    const run = ingest(`${site.origin}/`, '--delay', '40', '--parallel', '1');
    await askedFor(2);
    run.kill('SIGTERM');
    const { code, out } = await run.ended;
    expect(out).toBe('stopped; go on with: npm run knowledge -- ingest --resume\n');
    expect(code).toBe(1);
  });
});
