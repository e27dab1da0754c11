import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { livePassages } from '../../bot/live-passages.ts';
import { removeShelf, ShelfWriter } from '../../knowledge/passages/passage-shelf.ts';

let dataDir: string;
let shelf: string;
let log: string[];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'live-passages-'));
  shelf = join(dataDir, 'ingest', 'passages');
  log = [];
});
afterEach(() => rmSync(dataDir, { recursive: true }));

function shelve(...texts: string[]): void {
  const writer = new ShelfWriter();
  for (const text of texts)
    writer.add({ url: 'https://www.example.org/a', path: [], text, language: 'en', updated: null });
  writer.finish(shelf);
}

const open = () => livePassages(dataDir, pino({}, { write: line => log.push(line) }));
const textFor = (live: ReturnType<typeof open>, question: string) =>
  live.find(question, 'en')?.passage.text ?? null;

describe('passages in service', () => {
  test('are taken over, replaced and let go without a restart, within two looks', async () => {
    const live = open();
    const end = live.watch(10);
    try {
      for (const texts of [['Umbrellas by the door'], ['Hats on hooks', 'Lamps on tables']]) {
        shelve(...texts);
        for (const text of texts) await expect.poll(() => textFor(live, text)).toBe(text);
      }
      removeShelf(shelf);
      await expect.poll(() => textFor(live, 'Hats on hooks')).toBeNull();
    } finally {
      end();
    }
  });

  test('stay as they were where the new ones are damaged, which is told once', () => {
    const live = open();
    shelve('Umbrellas by the door');
    live.refresh();
    shelve('Hats on hooks');
    appendFileSync(join(shelf, 'passages.jsonl'), '{}\n');
    live.refresh();
    live.refresh();
    expect(textFor(live, 'umbrellas')).toBe('Umbrellas by the door');
    expect(log.filter(line => line.includes("passages can't be read")).length).toBe(1);
    shelve('Lamps on tables');
    live.refresh();
    expect(textFor(live, 'lamps')).toBe('Lamps on tables');
  });
});
