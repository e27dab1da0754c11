import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withPreparedStatements } from '../../../bot/transcripts/prepared-statements.ts';

describe('prepared statements', () => {
  const open = () => withPreparedStatements(new Database(':memory:'));
  let database: ReturnType<typeof open>;
  beforeEach(() => {
    database = open();
    database.prepare('create table talks (id text)').run([]);
  });
  afterEach(() => database.close());

  it('are prepared once, also those that begin with a line break', () => {
    for (const sql of ['select id from talks', '\n    insert into talks (id) select ?', 'begin'])
      expect(database.prepare(sql), sql).toBe(database.prepare(sql));
  });

  it('are kept whatever else reads and writes, and through a rollback', () => {
    const kept = database.prepare('select id from talks');
    for (const sql of [
      '\n  update talks set id = id',
      ' insert into talks (id) values (1)',
      'begin',
      'rollback',
    ])
      database.prepare(sql).run([]);
    expect(database.prepare('select id from talks')).toBe(kept);
  });

  it('are forgotten when the schema changes', () => {
    const kept = database.prepare('select * from talks');
    database.prepare('alter table talks add column plan text').run([]);
    expect(database.prepare('select * from talks')).not.toBe(kept);
  });
});
