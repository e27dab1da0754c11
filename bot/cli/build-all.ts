import { type BuildResult, buildKnowledge } from '../../knowledge/bundle/build-knowledge.ts';
import { buildLocales } from '../../locales/build-locales.ts';

/** Builds what is missing or out of date: the locales as one file, and the checked articles with their index. */
export async function buildAll(options: Parameters<typeof buildKnowledge>[0]): Promise<BuildResult> {
  await buildLocales();
  const result = await buildKnowledge(options);
  if (result.problems.length > 0 && !options.draft) {
    const list = result.problems.map(
      ({ file, line, message }) => `knowledge/articles/${file}:${line}: ${message}`,
    );
    throw new Error(`${list.join('\n')}\n${list.length} problems: mend them, then build again`);
  }
  return result;
}
