import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../knowledge/project-root.ts';

/**
 * Path of a Chromium that needs no apt step, extracted once and kept. It is put into place by one rename, so that
 * two who extract at the same time never see half a browser (ETXTBSY).
 */
export async function chromiumPath(): Promise<string> {
  const manifest = join(projectRoot(), 'node_modules', '@sparticuz', 'chromium', 'package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const home = join(tmpdir(), `member-help-chromium-${version}-${process.getuid?.() ?? 0}`);
  const path = join(home, 'chromium');
  if (existsSync(path)) return path;
  const part = `${home}.${process.pid}`;
  mkdirSync(part, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = part;
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
    renameSync(part, home);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  return path;
}
