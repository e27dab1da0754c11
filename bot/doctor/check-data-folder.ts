import { accessSync, constants, existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { keyFolder } from '../state/keys.ts';
import { type Finding, ok, problem, reason, warning } from './finding.ts';

const MEGABYTE = 1_048_576;
/** A day of a busy pilot writes some 50 MB. */
const TIGHT_MB = 1_024;
const FULL_MB = 100;

/** Looks at the folder of database, keys and caches: writable, room on the disk, secrets closed to others. */
export function checkDataFolder(folder: string): readonly Finding[] {
  const there = nearest(resolve(folder));
  const findings: Finding[] = [];
  try {
    accessSync(there, constants.W_OK);
    findings.push(
      ok('data folder', there === resolve(folder) ? `${folder} can be written to` : `${folder} will be made`),
    );
  } catch (error) {
    findings.push(
      problem(
        'data folder',
        `${there} can't be written to (${reason(error)})`,
        'give it to the user the service runs as, or set DATA_DIR to another folder',
      ),
    );
  }
  return [...findings, ...checkDisk(there), ...checkKeyFiles(keyFolder(folder))];
}

function checkDisk(folder: string): readonly Finding[] {
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.floor((bavail * bsize) / MEGABYTE);
  if (free < FULL_MB)
    return [problem('disk', `${free} MB free`, 'make room: with a full disk no message can be acknowledged')];
  if (free < TIGHT_MB) return [warning('disk', `${free} MB free`, 'make room, or shorten the retention')];
  return [ok('disk', `${free} MB free`)];
}

function checkKeyFiles(folder: string): readonly Finding[] {
  if (!existsSync(folder))
    return [ok('key files', 'none yet; made at the first start where they are needed')];
  const open = [folder, ...readdirSync(folder).map(name => join(folder, name))].filter(
    path => (statSync(path).mode & 0o077) !== 0,
  );
  if (open.length === 0)
    return [ok('key files', `${readdirSync(folder).length} secrets, for their owner only`)];
  return open.map(path =>
    problem(
      'key files',
      `${path} can be read by others`,
      `chmod go-rwx ${path}, then replace the key: npm run keys -- rotate <name>`,
    ),
  );
}

function nearest(folder: string): string {
  let path = folder;
  while (!existsSync(path) && dirname(path) !== path) path = dirname(path);
  return path;
}
