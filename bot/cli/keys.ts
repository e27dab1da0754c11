import { readdirSync } from 'node:fs';
import { readConfig } from '../config.ts';
import { forgetOldKeys, keptKeys, keyFolder, rotateKey } from '../state/keys.ts';

const USAGE = `usage: npm run keys -- list             secrets of the data folder, and how many old ones each still believes
       npm run keys -- rotate <name>    puts a new one in front; restart the service, then members go on undisturbed
       npm run keys -- forget <name>    removes the old ones; for direct-line an hour after the restart at the earliest
`;
/** Keys that are never forgotten, and what would be lost. */
const KEPT_FOR_GOOD = new Map([
  ['sms-hash', 'opt-outs made under it could not be found any more'],
  [
    'staff',
    'second factors sealed under it could not be read, and the audit log could not be verified any more',
  ],
  ['edition-signing', 'editions signed with it could not be used any more, the live one included'],
]);

const { DATA_DIR: folder } = readConfig(process.env);
const [command, name] = process.argv.slice(2);

if (command === 'list') list();
else if (command === 'rotate' && name && known(name)) {
  rotateKey(folder, name);
  process.stdout.write(`${name} has a new key in front; restart the service\n`);
} else if (command === 'forget' && name && known(name)) forget(name);
else {
  process.stderr.write(USAGE);
  process.exitCode = 2;
}

function names(): readonly string[] {
  try {
    return readdirSync(keyFolder(folder)).flatMap(file => /^(.+)\.key$/.exec(file)?.[1] ?? []);
  } catch {
    return [];
  }
}

function known(wanted: string): boolean {
  if (names().includes(wanted)) return true;
  process.stderr.write(
    `there is no key '${wanted}' in ${keyFolder(folder)}: ${names().join(', ') || 'none'}\n`,
  );
  return false;
}

function list(): void {
  for (const one of names())
    process.stdout.write(`${one.padEnd(24)} ${keptKeys(folder, one).length - 1} old\n`);
}

function forget(wanted: string): void {
  const lost = KEPT_FOR_GOOD.get(wanted);
  if (lost !== undefined) {
    process.stderr.write(`${wanted} is never forgotten: ${lost}\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write(
    `${forgetOldKeys(folder, wanted)} old keys of ${wanted} removed; restart the service\n`,
  );
}
