import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import pino from 'pino';
import { type Editions, editions } from '../../../bot/editions/editions.ts';
import { openEditionPlace } from '../../../bot/editions/open-edition-place.ts';
import type { Role } from '../../../bot/staff/people/roles.ts';
import { loadRetentionPolicy } from '../../../bot/staff/retention/policy.ts';
import { databaseSessions } from '../../../bot/staff/sign-in/sessions.ts';
import { formToken } from '../../../bot/staff/sign-in/tokens.ts';
import { staffRouter } from '../../../bot/staff/staff-router.ts';
import type { PageGroup, StaffParts } from '../../../bot/staff/staff-tools.ts';
import { databaseLog } from '../../../bot/transcripts/database-log.ts';
import { migrate } from '../../../bot/transcripts/migrate.ts';
import type { OpenDatabase } from '../../../bot/transcripts/open-database.ts';
import { forgetDeleted, openSqlite } from '../../../bot/transcripts/open-sqlite.ts';
import type { Means } from '../../../dialogs/means.ts';

/** A browser of somebody who is signed in, without a browser: keeps the cookie, follows nothing. */
export interface SignedInClient {
  readonly cookie: string;
  get(path: string): Promise<Response>;
  /** Sends a form of ours. */
  post(path: string, fields?: Readonly<Record<string, string>>): Promise<Response>;
}

/** The console on a real HTTP server, with the given pages. */
export interface RunningConsole {
  readonly url: string;
  readonly parts: StaffParts;
  /** Makes an account of that role and signs it in. */
  signIn(role: Role, name?: string): Promise<SignedInClient>;
  stop(): Promise<void>;
}

/** A database in memory with the newest schema. */
export async function openMemory(): Promise<OpenDatabase> {
  const db = openSqlite(':memory:');
  await migrate(db);
  return { kind: 'sqlite', db, forgetDeleted, connections: () => ({ active: 0, idle: 1, waiting: 0 }) };
}

/** Serves the console on a migrated database. `means` may be left out where no page of the test uses it. */
export async function startConsole(options: {
  readonly database: OpenDatabase;
  readonly pages: readonly PageGroup[];
  readonly parts?: Partial<StaffParts>;
  /** In place of the real ones, which take half a minute. */
  readonly editions?: Partial<Editions>;
  /** Port to listen on, a free one by default. */
  readonly port?: number;
}): Promise<RunningConsole> {
  const { database, pages, port = 0 } = options;
  const folder = mkdtempSync(join(tmpdir(), 'console-'));
  const place = openEditionPlace(database.db, folder, []);
  const parts: StaffParts = {
    database,
    log: databaseLog(database.db, database.forgetDeleted),
    means: (): Means => {
      throw new Error('this test has no means');
    },
    knowledge: {
      editions: { ...editions(place, 'tests/eval/dev.jsonl', () => new Date()), ...options.editions },
      store: place.store,
      refresh: async () => {},
    },
    clock: () => new Date(),
    logger: pino({ level: 'silent' }),
    settings: {
      dataDir: '',
      publicUrl: null,
      keys: [Buffer.alloc(32, 7)],
      openId: null,
      retention: loadRetentionPolicy(),
      times: { idleMs: 15 * 60_000, wholeMs: 8 * 3_600_000 },
    },
    ...options.parts,
  };
  const server = createServer(express().use(staffRouter({ parts, pages })));
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP
  const sessions = databaseSessions(database.db, parts.clock, parts.settings.times);
  return {
    url,
    parts,
    signIn: async (role, name = `${role}-1`) => {
      await database.db
        .insertInto('staff')
        .values({
          id: name,
          name,
          role,
          state: 'active',
          password_hash: null,
          totp_sealed: null,
          totp_step: 0,
          setup_hash: null,
          setup_until: null,
          openid: null,
          created_at: 0,
          signed_in_at: null,
        })
        .onConflict(conflict => conflict.column('id').doUpdateSet({ role }))
        .execute();
      return client(url, await sessions.start(name, 'password'));
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function client(url: string, token: string): SignedInClient {
  const cookie = `staff=${token}`;
  return {
    cookie,
    get: path => fetch(`${url}${path}`, { headers: { cookie }, redirect: 'manual' }),
    post: (path, fields = {}) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { cookie },
        redirect: 'manual',
        body: new URLSearchParams({ 'form-token': formToken(token), ...fields }),
      }),
  };
}
