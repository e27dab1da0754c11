import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '../../knowledge/project-root.ts';
import { buildWidget } from './build.ts';

/** `npx tsx bot/widget/sizes.ts` prints the sizes table of the README; others only where they are installed. */
const OTHERS = [
  [
    'botframework-directlinejs 0.15.8 (protocol only)',
    'node_modules/botframework-directlinejs/dist/directline.js',
  ],
  [
    'botframework-webchat 4.18.1, minimal',
    '.data/webchat/node_modules/botframework-webchat/dist/webchat-minimal.js',
  ],
  ['botframework-webchat 4.18.1', '.data/webchat/node_modules/botframework-webchat/dist/webchat.js'],
] as const;

const { folder } = await buildWidget();
const files = [
  ['**this widget**, with styles and English', join(folder, 'widget.js')],
  ['– one more language (Khmer)', join(folder, 'locale-km.json')],
  ...OTHERS.map(([name, path]) => [name, join(projectRoot(), path)] as const),
] as const;
process.stdout.write('| file | bytes | gzipped |\n| --- | ---: | ---: |\n');
for (const [name, path] of files) {
  if (!existsSync(path)) continue;
  const content = readFileSync(path);
  const [bytes, gzipped] = [content.length, gzipSync(content, { level: 9 }).length].map(size =>
    size.toLocaleString('en'),
  );
  process.stdout.write(`| ${name} | ${bytes} | ${gzipped} |\n`);
}
