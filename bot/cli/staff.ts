import { parseArgs } from 'node:util';
import { AppError } from '../app-error.ts';
import { ConfigError, readConfig } from '../config.ts';
import { createLogger } from '../logger.ts';
import { auditLog } from '../staff/audit/audit-log.ts';
import { auditKeys, newestKey } from '../staff/audit/chain.ts';
import { headsFile } from '../staff/audit/heads-file.ts';
import { headKeeper } from '../staff/audit/keep-heads.ts';
import { verifyAudit } from '../staff/audit/verify-audit.ts';
import { people } from '../staff/people/people.ts';
import { purge } from '../staff/retention/purge.ts';
import { staffSeal } from '../staff/sign-in/staff-seal.ts';
import { staffSettings } from '../staff/staff-settings.ts';
import { migrate } from '../transcripts/migrate.ts';
import { openDatabase } from '../transcripts/open-database.ts';

const USAGE = `usage: npm run staff -- add-admin NAME    makes an admin and prints their one-time set-up link
       npm run staff -- verify-audit      reads the whole audit log; exit code 1 where it was tampered with
       npm run staff -- purge             removes what is older than the retention policy allows, and says what
       npm run staff -- purge --dry-run   says what it would remove

The settings are those of the service (DATA_DIR, DATABASE_URL, STAFF_KEYS, PUBLIC_URL …).
`;

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean', default: false } },
  });
  const [command, name] = positionals;
  const config = readConfig(process.env);
  const settings = staffSettings(config);
  const clock = () => new Date();
  const database = await openDatabase({ url: config.DATABASE_URL, dataDir: config.DATA_DIR });
  const { db } = database;
  try {
    await migrate(db);
    const audit = auditLog(db, newestKey(settings.keys), clock);
    if (command === 'add-admin' && name) {
      const store = people({ db, audit, seal: staffSeal(settings.keys), clock });
      const code = await store.invite('system', name, 'admin');
      const home = settings.publicUrl ?? `http://localhost:${config.PORT}`;
      const link = `${home}/staff/set-up?${new URLSearchParams({ code })}`;
      process.stdout.write(`Open this once, within 72 hours, to choose a password:\n${link}\n`);
      return 0;
    }
    if (command === 'verify-audit') {
      const { heads, unreadable } = headsFile(settings.dataDir).read();
      const found = await verifyAudit(db, auditKeys(settings.keys), heads);
      const problems = [
        ...found.problems,
        ...(unreadable > 0 ? [`${unreadable} lines of the heads file can't be read`] : []),
      ];
      for (const problem of problems) process.stdout.write(`${problem}\n`);
      process.stdout.write(
        `${found.entries} entries (${found.first} to ${found.last}), ${heads.length} heads kept outside: ${
          problems.length === 0 ? 'all is well' : 'TAMPERED WITH'
        }\n`,
      );
      if (problems.length === 0) {
        const logger = createLogger('silent');
        await headKeeper({ db, dataDir: settings.dataDir, clock, logger }).keep();
      }
      return problems.length === 0 ? 0 : 1;
    }
    if (command === 'purge') {
      const dryRun = values['dry-run'];
      const policy = settings.retention;
      const report = await purge({ database, audit, policy, clock, by: 'system', dryRun });
      for (const { kind, days, before, removed, held } of report) {
        const cut = before ? `before ${before.toISOString().slice(0, 10)}` : 'never';
        const done = `${removed} ${dryRun ? 'would go' : 'removed'}, ${held} held`;
        process.stdout.write(
          `${kind.padEnd(16)}${String(days).padStart(8)} days  ${cut.padEnd(18)}  ${done}\n`,
        );
      }
      return 0;
    }
    process.stderr.write(USAGE);
    return 2;
  } finally {
    await db.destroy();
  }
}

main().then(
  code => {
    process.exitCode = code;
  },
  error => {
    const told = error instanceof AppError || error instanceof ConfigError;
    process.stderr.write(`${told ? error.message : String(error?.stack ?? error)}\n`);
    process.exitCode = 1;
  },
);
