import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../knowledge/project-root.ts';

const FAMILIES = {
  'Noto Sans Khmer': 'noto-sans-khmer',
  'Noto Sans Armenian': 'noto-sans-armenian',
  'Noto Sans Arabic': 'noto-sans-arabic',
  'Noto Sans SC': 'noto-sans-sc',
  'Noto Sans TC': 'noto-sans-tc',
  'Noto Sans KR': 'noto-sans-kr',
} as const;

/**
 * Style sheet with the fonts that members' devices have and a bare machine lacks, for screenshots.
 * @param families which of them; the Chinese and Korean ones are large
 */
export function fontFaces(families: readonly (keyof typeof FAMILIES)[]): string {
  return families
    .map(family => {
      const folder = join(projectRoot(), 'node_modules', '@fontsource-variable', FAMILIES[family]);
      const sheet = readFileSync(join(folder, 'index.css'), 'utf8');
      const files = new Set(readdirSync(join(folder, 'files')));
      return sheet
        .replaceAll(`${family} Variable`, family)
        .replace(/url\(\.\/files\/([^)]+)\)/g, (_, name: string) =>
          files.has(name)
            ? `url(data:font/woff2;base64,${readFileSync(join(folder, 'files', name)).toString('base64')})`
            : 'local(none)',
        );
    })
    .join('\n');
}
