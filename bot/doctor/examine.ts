import { checkBuild } from './check-build.ts';
import { checkDataFolder } from './check-data-folder.ts';
import { checkDatabase } from './check-database.ts';
import { checkRedis } from './check-redis.ts';
import { checkSettings } from './check-settings.ts';
import type { Finding } from './finding.ts';

/** Looks at everything the service needs and changes nothing. Wrong settings hide what depends on them. */
export async function examine(
  environment: Readonly<Record<string, string | undefined>>,
  nodeVersion: string,
): Promise<readonly Finding[]> {
  const { config, findings } = checkSettings(environment);
  const built = checkBuild(nodeVersion);
  if (!config) return [...findings, ...built];
  return [
    ...findings,
    ...built,
    ...checkDataFolder(config.DATA_DIR),
    ...(await checkDatabase(config)),
    ...(await checkRedis(config)),
  ];
}
