import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A secret kept in the data folder, made at first use, readable by its owner only. Tokens signed with it
 * outlive a restart.
 * @param bytes length of the key, 32 by default
 */
export function keptKey(dataFolder: string, name: string, bytes = 32): Buffer {
  const file = join(dataFolder, 'keys', `${name}.key`);
  if (!existsSync(file)) {
    mkdirSync(join(dataFolder, 'keys'), { recursive: true, mode: 0o700 });
    try {
      writeFileSync(file, randomBytes(bytes).toString('base64url'), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      // Another process made it between the two calls: its key is the one.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url');
}
