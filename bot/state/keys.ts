import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KEY_BYTES = 32;

/**
 * A secret kept in the data folder, made at first use, readable by its owner only. Tokens signed with it
 * outlive a restart.
 * @param bytes length of the key, 32 by default
 */
export function keptKey(dataFolder: string, name: string, bytes = KEY_BYTES): Buffer {
  const [newest] = keptKeys(dataFolder, name, bytes);
  if (!newest) throw new Error(`${keyFile(dataFolder, name)} is empty: put the key back, or remove the file`);
  return newest;
}

/** The secret and those it has replaced, newest first: one line of the file each. */
export function keptKeys(dataFolder: string, name: string, bytes = KEY_BYTES): readonly Buffer[] {
  const file = keyFile(dataFolder, name);
  if (!existsSync(file)) {
    mkdirSync(keyFolder(dataFolder), { recursive: true, mode: 0o700 });
    try {
      writeFileSync(file, randomBytes(bytes).toString('base64url'), { mode: 0o600, flag: 'wx', flush: true });
    } catch (error) {
      // Another process made it between the two calls: its key is the one.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
  return linesOf(file).map(line => Buffer.from(line, 'base64url'));
}

/** Puts a new secret in front; what was signed with the old ones is believed until they are forgotten. */
export function rotateKey(dataFolder: string, name: string): void {
  keptKeys(dataFolder, name);
  const file = keyFile(dataFolder, name);
  replace(file, [randomBytes(KEY_BYTES).toString('base64url'), ...linesOf(file)]);
}

/** Removes all but the newest secret; returns how many went. */
export function forgetOldKeys(dataFolder: string, name: string): number {
  const file = keyFile(dataFolder, name);
  const lines = existsSync(file) ? linesOf(file) : [];
  if (lines.length > 1) replace(file, lines.slice(0, 1));
  return Math.max(0, lines.length - 1);
}

/** Folder of the secrets that the service made itself. */
export function keyFolder(dataFolder: string): string {
  return join(dataFolder, 'keys');
}

function keyFile(dataFolder: string, name: string): string {
  return join(keyFolder(dataFolder), `${name}.key`);
}

function linesOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
}

/** Whole or not at all, also where the machine stops meanwhile. */
function replace(file: string, lines: readonly string[]): void {
  const next = `${file}.new`;
  writeFileSync(next, lines.join('\n'), { mode: 0o600, flush: true });
  renameSync(next, file);
}
