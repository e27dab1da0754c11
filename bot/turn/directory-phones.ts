import type { Directory } from '../../knowledge/directory/directory.ts';

/** Every number of the directory, voice, vanity and TTY: these are not identifiers and stay unmasked. */
export function directoryPhones(directory: Directory): readonly string[] {
  return [...directory.lines.values()].flatMap(({ number, tty, vanity }) =>
    [number, tty, vanity].filter(phone => phone !== null && phone !== undefined),
  );
}
