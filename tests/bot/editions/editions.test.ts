import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { editions } from '../../../bot/editions/editions.ts';
import type { EditionPlace } from '../../../bot/editions/fetch-edition.ts';
import { liveMeans } from '../../../bot/editions/live-means.ts';
import type { Manifest } from '../../../bot/editions/manifest.ts';
import { openEditionPlace } from '../../../bot/editions/open-edition-place.ts';
import { type EditionContents, hashesOf, packContents } from '../../../bot/editions/pack.ts';
import { editionSigner } from '../../../bot/editions/signature.ts';
import { loadMeans } from '../../../bot/load-means.ts';
import { EditionMovedError } from '../../../bot/transcripts/edition-store.ts';
import type { LogDatabase } from '../../../bot/transcripts/schema.ts';
import { bundleFiles } from '../../../knowledge/bundle/bundle-files.ts';
import { buildIndex } from '../../../knowledge/engine/build-index.ts';
import { projectRoot } from '../../../knowledge/project-root.ts';
import { eachDatabase } from '../../servers/each-database.ts';

const base = loadMeans(error => {
  throw error;
});
const AT = new Date('2026-03-01T10:00:00Z');
const silent = pino({ level: 'silent' });
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'editions-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bundle = JSON.parse(readFileSync(bundleFiles(projectRoot()).topics, 'utf8'));
const index = await buildIndex(
  ['rides', 'bills'].map(id => ({
    id,
    kind: 'topic',
    language: 'en',
    title: id,
    questions: [`about ${id}`],
    keywords: [],
    body: '',
  })),
);

/** A small edition: one topic of the built knowledge under another title, and an index that is learnt at once. */
function retitled(title: string): EditionContents {
  const [topic] = bundle.topics;
  const topics = [{ ...topic, texts: { ...topic.texts, en: { ...topic.texts.en, title } } }];
  return { 'topics.json': Buffer.from(JSON.stringify({ ...bundle, topics })), 'index.bin': index };
}

let made = 0;
async function add(place: EditionPlace, title: string, parent: string | null): Promise<string> {
  const contents = retitled(title);
  const id = createHash('sha256').update(title).digest('hex').slice(0, 12);
  const manifest = JSON.stringify({
    form: 1,
    id,
    parent,
    base: base.knowledge?.version ?? '',
    operations: [],
    files: hashesOf(contents),
    madeBy: 'editor-1',
    madeAt: AT.toISOString(),
  } satisfies Manifest);
  await place.store.add({
    id,
    parent,
    manifest,
    signature: place.signer.sign(manifest),
    packed: packContents(contents),
    madeAt: new Date(AT.getTime() + ++made),
  });
  return id;
}

eachDatabase('editions', openFresh => {
  const open = async () => {
    const { db } = await openFresh();
    const place = openEditionPlace(db, folder, []);
    const live = liveMeans(base, place, silent);
    const titleNow = () => {
      const [first] = live.means().knowledge?.topics.values() ?? [];
      return first?.texts['en']?.title;
    };
    return { db, place, live, titleNow, all: editions(place, 'none.jsonl', () => AT) };
  };
  const tamper = (db: LogDatabase, id: string, change: { manifest?: string; packed?: Buffer }) =>
    db.updateTable('editions').set(change).where('id', '=', id).execute();

  it('go live in a process that runs, and back one by one', async () => {
    const { place, live, titleNow, all } = await open();
    const before = titleNow();
    const first = await add(place, 'First', null);
    const second = await add(place, 'Second', first);
    await all.putLive(first, 'approver-1', 'better title');
    expect(titleNow()).toBe(before);
    await live.refresh();
    expect(titleNow()).toBe('First');
    await all.putLive(second, 'approver-1', 'better still');
    await live.refresh();
    expect([titleNow(), live.edition()]).toEqual(['Second', second]);
    expect(await all.goBack('approver-1', 'was wrong')).toBe(first);
    await live.refresh();
    expect(titleNow()).toBe('First');
    expect(await all.goBack('approver-1', 'wrong too')).toBeNull();
    await live.refresh();
    expect(titleNow()).toBe(before);
    await expect(all.goBack('approver-1', 'once more')).rejects.toThrow('nothing to go back to');
    expect((await place.store.history(10)).map(({ why }) => why)).toEqual([
      'wrong too',
      'was wrong',
      'better still',
      'better title',
    ]);
  });

  it('reach a process that starts later, from files of its own', async () => {
    const { db, place, all } = await open();
    await all.putLive(await add(place, 'First', null), 'approver-1', 'why');
    const elsewhere = mkdtempSync(join(tmpdir(), 'editions-'));
    try {
      const later = liveMeans(base, { ...openEditionPlace(db, elsewhere, []), signer: place.signer }, silent);
      await later.refresh();
      expect([...(later.means().knowledge?.topics.values() ?? [])][0]?.texts['en']?.title).toBe('First');
    } finally {
      rmSync(elsewhere, { recursive: true, force: true });
    }
  });

  it('are fetched before they go live, as soon as they are prepared', async () => {
    const { place, live, all } = await open();
    const first = await add(place, 'First', null);
    await live.refresh();
    const files = join(folder, 'editions', first);
    expect(existsSync(files)).toBe(true);
    expect(live.edition()).toBeNull();
    await all.putLive(first, 'approver-1', 'why');
    const { packed, ...store } = place.store;
    const unread = { ...place, store: { ...store, packed: () => packed('none') } };
    const other = liveMeans(base, unread, silent);
    await other.refresh();
    expect(other.edition()).toBe(first);
  });

  it.each([1_048_576, 2_500_000])('come whole from the database, %d bytes in pieces', async size => {
    const { place } = await open();
    const packed = randomBytes(size);
    const rest = { parent: null, manifest: '', signature: '', madeAt: AT };
    await place.store.add({ id: 'large', packed, ...rest });
    expect(packed.equals((await place.store.packed('large')) ?? Buffer.of())).toBe(true);
    expect(await place.store.packed('none')).toBeNull();
  });

  it('are refused where something else went live since they were made', async () => {
    const { place, all } = await open();
    const [first, other] = [await add(place, 'First', null), await add(place, 'Other', null)];
    const results = await Promise.allSettled([first, other].map(id => all.putLive(id, 'approver-1', 'why')));
    const refused = results.filter(result => result.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toBeInstanceOf(EditionMovedError);
    expect(await place.store.history(10)).toHaveLength(1);
  });

  it('are left alone where they were tampered with, and what was live stays', async () => {
    const { db, place, live, titleNow, all } = await open();
    await all.putLive(await add(place, 'First', null), 'approver-1', 'why');
    await live.refresh();
    const forged = await add(place, 'Forged', live.edition());
    const stored = await place.store.find(forged);
    await place.store.putLive({
      edition: forged,
      by: 'nobody',
      why: 'attack',
      at: AT,
      follows: (await place.store.live())?.seq ?? 0,
    });
    await tamper(db, forged, { manifest: stored?.manifest.replace('editor-1', 'editor-2') ?? '' });
    await live.refresh();
    expect(titleNow()).toBe('First');
    await tamper(db, forged, { manifest: stored?.manifest ?? '', packed: packContents(retitled('Worse')) });
    await live.refresh();
    expect(titleNow()).toBe('First');
    await tamper(db, forged, { packed: Buffer.from('no gzip') });
    await live.refresh();
    expect(titleNow()).toBe('First');
    await tamper(db, forged, { packed: packContents(retitled('Forged')) });
    await live.refresh();
    expect(titleNow()).toBe('Forged');
  });

  it('are fetched anew where their files on disk were damaged', async () => {
    const { place, all } = await open();
    const first = await add(place, 'First', null);
    await all.putLive(first, 'approver-1', 'why');
    await liveMeans(base, place, silent).refresh();
    appendFileSync(join(folder, 'editions', first, 'topics.json'), 'x');
    const again = liveMeans(base, place, silent);
    await again.refresh();
    expect(again.edition()).toBe(first);
  });

  it('keep their files while they are new or live', async () => {
    const { place, all } = await open();
    const first = await add(place, 'First', null);
    await all.putLive(first, 'approver-1', 'why');
    const second = await add(place, 'Second', first);
    await place.store.prune(1);
    expect(await place.store.packed(first)).not.toBeNull();
    await all.putLive(second, 'approver-1', 'why');
    const third = await add(place, 'Third', second);
    await all.putLive(third, 'approver-1', 'why');
    await place.store.prune(1);
    expect(await place.store.packed(second)).not.toBeNull();
    expect(await place.store.packed(first)).toBeNull();
  });
});

it('a signature is believed under an old key, and not under another one', () => {
  const [old, fresh, other] = [1, 2, 3].map(byte => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer];
  const signature = editionSigner([old]).sign('text');
  expect(editionSigner([fresh, old]).verify('text', signature)).toBe(true);
  expect(editionSigner([fresh]).verify('text', signature)).toBe(false);
  expect(editionSigner([old]).verify('text ', signature)).toBe(false);
  expect(editionSigner([other]).verify('text', 'garbage')).toBe(false);
  expect(() => editionSigner([Buffer.alloc(31)])).toThrow('32 bytes');
});
