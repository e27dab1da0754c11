import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Plugin, transform } from 'esbuild';
import { type Directory, loadDirectory } from '../../knowledge/directory/directory.ts';
import { projectRoot } from '../../knowledge/project-root.ts';
import { loadLocales } from '../../locales/load-locales.ts';
import type { Locale, Strings as Nested } from '../../locales/schema.ts';
import { createWords, type Words } from '../../locales/words.ts';
import type { LanguageName, Strings } from './text/strings.ts';

/** Most bytes of widget.js as it is sent, gzipped. */
export const MOST_BYTES = 20_480;
/** Browsers back to about 2021: what members' older phones have. */
const BROWSERS = ['chrome87', 'firefox78', 'safari14.1'];

/** What was built, in bytes. */
export interface WidgetBuild {
  readonly folder: string;
  readonly bytes: number;
  readonly gzipped: number;
}

/**
 * Builds `widget.js` with styles and English inside, and one `locale-<tag>.json` for each language.
 * @throws {Error} where widget.js is larger than {@link MOST_BYTES} gzipped.
 */
export async function buildWidget(folder = join(projectRoot(), '.dist', 'widget')): Promise<WidgetBuild> {
  const locales = loadLocales();
  const words = createWords(locales);
  const directory = loadDirectory();
  mkdirSync(folder, { recursive: true });
  const languages: LanguageName[] = [];
  for (const tag of words.languages) {
    const content = JSON.stringify(widgetStrings(words, tag, directory));
    const { name, direction } = words.locale(tag).language;
    languages.push({ tag, name, dir: direction, version: fingerprint(content) });
    if (tag !== 'en') writeFileSync(join(folder, `locale-${tag}.json`), content);
  }
  const built = {
    english: widgetStrings(words, 'en', directory),
    languages,
  };
  const source = join(projectRoot(), 'bot', 'widget');
  const { outputFiles } = await build({
    entryPoints: [join(source, 'main.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    target: BROWSERS,
    charset: 'utf8',
    legalComments: 'none',
    write: false,
    plugins: [builtModules(built), minifiedStyles()],
    logLevel: 'silent',
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  const gzipped = gzipSync(code, { level: 9 }).length;
  if (gzipped > MOST_BYTES)
    throw new Error(`widget.js is ${gzipped} bytes gzipped, more than the ${MOST_BYTES} it may have`);
  writeFileSync(join(folder, 'widget.js'), code);
  await buildPages(source, folder);
  return { folder, bytes: code.length, gzipped };
}

/** The demo page's files, and the widget's styles alone for browsers without adoptable style sheets. */
async function buildPages(source: string, folder: string): Promise<void> {
  await build({
    entryPoints: ['demo/demo.ts', 'demo/demo.css', 'styles/widget.css'].map(file => join(source, file)),
    entryNames: '[name]',
    outdir: folder,
    minify: true,
    bundle: true,
    format: 'iife',
    target: BROWSERS,
    logLevel: 'silent',
  });
}

/** The words the widget needs in one language; English where it has none. */
function widgetStrings(words: Words, tag: string, directory: Directory): Strings {
  const say = words.in(tag);
  const locale = words.locale(tag);
  const english = flat(words.locale('en').strings.page);
  const texts = Object.fromEntries(
    Object.entries({ ...english, ...flat(locale.strings.page) }).filter(([key]) => !key.startsWith('demo.')),
  );
  const plans = [...directory.plans.map(({ id }) => id), 'none'].map(id => say(`plans:${id}`));
  return {
    tag,
    dir: locale.language.direction,
    texts: {
      ...texts,
      call: say('lines:call', { number: '{{number}}' }),
      planAsk: say('chat:plan.ask'),
      broken: say('chat:handoff.broken'),
      danger: say('chat:handoff.clinicalDanger'),
    },
    plans,
    deleteCommand: deleteCommand(locale, words),
    lines: directory.plans.flatMap(({ line }) => {
      const found = directory.lines.get(line);
      return found
        ? [
            {
              name: say(`lines:name.${line}`),
              number: found.number,
              tty: found.tty === null ? '' : say('lines:tty', { number: found.tty }),
            },
          ]
        : [];
    }),
  };
}

function deleteCommand(locale: Locale, words: Words): string {
  const [command] = locale.words.delete.length > 0 ? locale.words.delete : words.locale('en').words.delete;
  if (command === undefined) throw new Error('locales/en/words.yaml: no phrase under delete');
  return command;
}

function flat(strings: Nested | undefined, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(strings ?? {}).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value]] : Object.entries(flat(value, `${prefix}${key}.`)),
    ),
  );
}

/** `built:english` and `built:languages`, modules that exist only in the bundle. */
function builtModules(modules: Readonly<Record<string, unknown>>): Plugin {
  return {
    name: 'built-modules',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^built:/ }, ({ path }) => ({ path: path.slice(6), namespace: 'built' }));
      onLoad({ filter: /./, namespace: 'built' }, ({ path }) => ({
        contents: `export const ${path} = ${JSON.stringify(modules[path])};`,
      }));
    },
  };
}

/** Style sheets as minified text, for `adoptedStyleSheets`. */
function minifiedStyles(): Plugin {
  return {
    name: 'minified-styles',
    setup: ({ onLoad }) => {
      onLoad({ filter: /\.css$/ }, async ({ path }) => {
        const { code } = await transform(readFileSync(path, 'utf8'), {
          loader: 'css',
          minify: true,
          target: BROWSERS,
        });
        return { contents: `export const text = ${JSON.stringify(code.trim())};` };
      });
    },
  };
}

function fingerprint(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 8);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { bytes, gzipped } = await buildWidget();
  process.stdout.write(`widget.js ${bytes} bytes, ${gzipped} gzipped (at most ${MOST_BYTES})\n`);
}
