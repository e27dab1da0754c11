// What may be installed: `node .ci/check-dependencies.mjs [FOLDER]`. Reads package.json and package-lock.json of the
// folder and names everything that is against the policy beside this file: versions that are no exact ones, licences,
// install scripts nobody allowed, packages without a checksum or from elsewhere than the registry.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import satisfies from 'spdx-satisfies';

const folder = process.argv[2] ?? '.';
const read = path => JSON.parse(readFileSync(path, 'utf8'));
const policy = read(new URL('dependency-policy.json', import.meta.url));
const manifest = read(join(folder, 'package.json'));
const lock = read(join(folder, 'package-lock.json'));
const problems = [];

const EXACT = /^(npm:(@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/;
const checkVersions = (where, versions) => {
  for (const [name, version] of Object.entries(versions ?? {})) {
    if (typeof version === 'object') checkVersions(`${where} of ${name}`, version);
    else if (!EXACT.test(version) && !version.startsWith('$'))
      problems.push(`${where}: ${name} is '${version}', not one exact version`);
  }
};
checkVersions('dependencies', manifest.dependencies);
checkVersions('devDependencies', manifest.devDependencies);
checkVersions('overrides', manifest.overrides);

if (lock.lockfileVersion !== 3) problems.push(`package-lock.json has version ${lock.lockfileVersion}, not 3`);
const scripted = new Set();
for (const [path, entry] of Object.entries(lock.packages)) {
  if (path === '') continue;
  const name = entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  if (!entry.integrity) problems.push(`${name}: no checksum`);
  if (entry.resolved) problems.push(`${name}: names where it was fetched: ${entry.resolved}`);
  if (entry.hasInstallScript) scripted.add(name);
  const license = entry.license ?? policy.readByHand[name];
  if (!isAllowed(license)) problems.push(`${name}: licence '${license ?? 'none'}' is not in the policy`);
}
const decided = manifest.allowScripts ?? {};
for (const name of scripted)
  if (!(name in decided)) problems.push(`${name}: has an install script; say in allowScripts whether it may run`);
for (const name of Object.keys(decided))
  if (!scripted.has(name)) problems.push(`allowScripts: ${name} has no install script any more`);

function isAllowed(license) {
  try {
    return satisfies(license, policy.licenses);
  } catch {
    return false;
  }
}

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`${Object.keys(lock.packages).length - 1} packages are as the policy asks`);
