import { type Config, ConfigError, readConfig, SETTING_NAMES } from '../config.ts';
import { type Finding, ok, problem, warning } from './finding.ts';

/** What the settings are, if they can be used, and what was found about them. */
export interface SettingsResult {
  readonly config: Config | null;
  readonly findings: readonly Finding[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the settings as the service would. */
export function checkSettings(environment: Environment): SettingsResult {
  const misspelt = misspeltSettings(environment);
  try {
    const config = readConfig(environment);
    return {
      config,
      findings: [ok('settings', 'can be used'), ...misspelt, ...exposure(config)],
    };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const wrong = error.message
      .split('\n')
      .slice(1)
      .map(line => problem('settings', line.replace(/^- /, ''), 'correct it in the environment'));
    return { config: null, findings: [...wrong, ...misspelt] };
  }
}

function exposure(config: Config): readonly Finding[] {
  const findings: Finding[] = [];
  if (config.ALLOWED_ORIGINS.includes('*'))
    findings.push(
      warning('settings', 'ALLOWED_ORIGINS lets every site use the chat', 'list the sites of the plan'),
    );
  if (config.PUBLIC_URL?.startsWith('http:') && !/\/\/(localhost|127\.0\.0\.1)/.test(config.PUBLIC_URL))
    findings.push(
      warning('settings', 'PUBLIC_URL is not https', 'members write about their health: serve it by TLS'),
    );
  if (config.METRICS_PORT !== undefined && config.METRICS_HOST !== '127.0.0.1' && !config.METRICS_TOKEN)
    findings.push(
      warning(
        'settings',
        `/metrics is open to whoever reaches ${config.METRICS_HOST}`,
        'give METRICS_TOKEN, or keep the port inside a network of your own',
      ),
    );
  return findings;
}

/** Variables whose name is one or two letters away from a setting's: they do nothing. */
function misspeltSettings(environment: Environment): readonly Finding[] {
  const names = new Set(SETTING_NAMES.flatMap(name => [name, `${name}_FILE`]));
  return Object.keys(environment)
    .filter(given => !names.has(given) && given.length >= 6)
    .flatMap(given => {
      const near = SETTING_NAMES.find(
        name => name.length >= 6 && distance(given.toUpperCase(), name.toUpperCase()) <= 2,
      );
      return near === undefined || given.startsWith('npm_')
        ? []
        : [warning('settings', `${given} is no setting`, `did you mean ${near}?`)];
    });
}

/** Edits between two words (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      next.push(Math.min((row[j - 1] ?? 0) + same, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
