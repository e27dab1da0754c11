import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkArticles } from '../article/check-articles.ts';
import type { Problem } from '../article/parse-article.ts';
import { readArticles } from '../article/read-articles.ts';
import { loadDirectory } from '../directory/directory.ts';
import { buildIndex } from '../engine/build-index.ts';
import { decodeIndex } from '../engine/index-format.ts';
import { readDocuments } from '../engine/read-documents.ts';
import { chineseSchema } from '../language/language-model.ts';
import { projectRoot } from '../project-root.ts';
import { listedTopics } from '../topics-list.ts';
import { BUNDLE_FORM, type Bundle } from './bundle.ts';
import { type BundleFiles, bundleFiles } from './bundle-files.ts';
import { compileTopics } from './compile-topics.ts';
import { fingerprintOf } from './fingerprint.ts';
import { languageScripts } from './language-scripts.ts';
import { type Beside, learnBeside } from './learn-beside.ts';

/** What a build of the knowledge came to. */
export interface BuildResult {
  readonly problems: readonly Problem[];
  readonly stale: readonly string[];
  /** True where the built files were already up to date and nothing was done. */
  readonly upToDate: boolean;
}

/**
 * Checks every article and, when nothing is wrong, writes topics and index into the build folder.
 * Files appear whole or not at all (written beside and renamed), so that a reader never sees half of one.
 */
export async function buildKnowledge(options: {
  readonly today: string;
  readonly force?: boolean;
  /** Builds in spite of problems, leaving broken articles out: to try unfinished work. */
  readonly draft?: boolean;
  readonly onProgress?: (step: string) => void;
  /** Folder whose `knowledge` is built; the project's by default. */
  readonly root?: string;
  /** Folder the built files go to; below the project's `.dist` by default. */
  readonly into?: string;
  /**
   * Folder of an earlier build from nearly the same sources. How far the ranking can be trusted and the language
   * model are taken from it, and only the index is learnt anew: a sixth of the time.
   */
  readonly earlier?: string;
}): Promise<BuildResult> {
  const root = options.root ?? projectRoot();
  const files = bundleFiles(root, options.into);
  const fingerprint = fingerprintOf(root, files.sources);
  if (!options.force && files.builtFingerprint() === fingerprint) {
    return { problems: [], stale: [], upToDate: true };
  }
  options.onProgress?.('checking articles');
  const { topics, problems } = readArticles(join(root, 'knowledge', 'articles'));
  const listed = listedTopics(join(root, 'knowledge'));
  const context = {
    directory: loadDirectory(),
    listed,
    today: options.today,
    scripts: languageScripts(projectRoot()),
  };
  const broken = [...problems, ...checkArticles(topics, context)];
  const compiled = compileTopics(topics, listed);
  if (broken.length > 0 && !options.draft)
    return { problems: broken, stale: compiled.stale, upToDate: false };
  options.onProgress?.('training the index');
  const documents = readDocuments(join(root, 'knowledge'));
  const beside =
    options.earlier === undefined ? learnBeside(root) : fromEarlier(bundleFiles(root, options.earlier));
  const index = await buildIndex(documents, { calibration: beside.calibration });
  const languages = await beside.languages;
  const bundle: Bundle = { form: BUNDLE_FORM, fingerprint, ...compiled };
  mkdirSync(files.folder, { recursive: true });
  writeWhole(files.index, index);
  writeWhole(files.languages, languages.index);
  writeWhole(files.chinese, JSON.stringify(languages.chinese));
  writeWhole(files.topics, JSON.stringify(bundle));
  return { problems: broken, stale: compiled.stale, upToDate: false };
}

/** What does not have to be learnt anew. */
function fromEarlier(earlier: BundleFiles): Pick<Beside, 'calibration' | 'languages'> {
  const { calibration } = decodeIndex(readFileSync(earlier.index)).header;
  const chinese = chineseSchema.parse(JSON.parse(readFileSync(earlier.chinese, 'utf8')));
  return {
    calibration: Promise.resolve(calibration),
    languages: Promise.resolve({ index: readFileSync(earlier.languages), chinese }),
  };
}

function writeWhole(file: string, content: Uint8Array | string): void {
  writeFileSync(`${file}.part`, content);
  renameSync(`${file}.part`, file);
}
