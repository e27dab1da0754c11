import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../knowledge/project-root.ts';

const GOOD = { version: '1.0.0', integrity: 'sha512-x', license: 'MIT' };

function check(manifest: object, packages: Record<string, object>) {
  const folder = mkdtempSync(join(tmpdir(), 'policy-'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({ lockfileVersion: 3, packages: { '': {}, ...packages } }),
  );
  const { status, stderr } = spawnSync('node', ['.ci/check-dependencies.mjs', folder], {
    cwd: projectRoot(),
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  return { status, problems: stderr.trim().split('\n').filter(Boolean) };
}

describe('the dependency policy', () => {
  it('lets exact versions with known licences, checksums and decided scripts pass', () => {
    const { status, problems } = check(
      {
        dependencies: { a: '1.0.0', b: 'npm:c@1.0.0' },
        overrides: { d: { a: '$a' } },
        allowScripts: { a: false },
      },
      {
        'node_modules/a': { ...GOOD, hasInstallScript: true },
        'node_modules/b': { ...GOOD, name: 'c', license: '(GPL-2.0-only OR MIT)' },
      },
    );
    expect({ status, problems }).toEqual({ status: 0, problems: [] });
  });

  it('names everything that is against it', () => {
    const { status, problems } = check(
      { dependencies: { a: '^1.0.0', b: 'git+ssh://x/y' }, allowScripts: { gone: true } },
      {
        'node_modules/a': { ...GOOD, license: 'GPL-3.0-only' },
        'node_modules/b': { ...GOOD, license: undefined, integrity: undefined },
        'node_modules/a/node_modules/@s/c': {
          ...GOOD,
          hasInstallScript: true,
          resolved: 'https://elsewhere/c',
        },
      },
    );
    expect(status).toBe(1);
    expect(problems).toEqual([
      "dependencies: a is '^1.0.0', not one exact version",
      "dependencies: b is 'git+ssh://x/y', not one exact version",
      "a: licence 'GPL-3.0-only' is not in the policy",
      'b: no checksum',
      "b: licence 'none' is not in the policy",
      '@s/c: names where it was fetched: https://elsewhere/c',
      '@s/c: has an install script; say in allowScripts whether it may run',
      'allowScripts: gone has no install script any more',
    ]);
  });
});
