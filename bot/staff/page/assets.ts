import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Router } from 'express';
import { projectRoot } from '../../../knowledge/project-root.ts';

/** The console's one stylesheet and one script, each at an address that changes with its content. */
export interface Assets {
  readonly stylesheet: string;
  readonly script: string;
  readonly router: Router;
}

const FOREVER = 'public, max-age=31536000, immutable';

/** Joins every `*.css` and `*.client.js` of the folders below `bot/staff`, those of `page/` first. */
export function staffAssets(): Assets {
  const home = join(projectRoot(), 'bot', 'staff');
  const folders = readdirSync(home, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
    .sort((a, b) => Number(b === 'page') - Number(a === 'page') || a.localeCompare(b));
  const joined = (ending: string) =>
    folders
      .flatMap(folder =>
        readdirSync(join(home, folder))
          .filter(name => name.endsWith(ending))
          .sort()
          .map(name => readFileSync(join(home, folder, name), 'utf8')),
      )
      .join('\n');
  const router = express.Router();
  const serve = (ending: string, type: string) => {
    const content = joined(ending);
    const path = `/assets/${createHash('sha256').update(content).digest('hex').slice(0, 16)}${ending}`;
    router.get(path, (_request, response) => {
      response.setHeader('Cache-Control', FOREVER);
      response.type(type).send(content);
    });
    return `/staff${path}`;
  };
  return { stylesheet: serve('.css', 'text/css'), script: serve('.client.js', 'text/javascript'), router };
}
