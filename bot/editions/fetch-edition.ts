import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EditionStore } from '../transcripts/edition-store.ts';
import { EDITION_FILES, type Manifest, manifestSchema } from './manifest.ts';
import { EditionError, hashesOf, readContents, unpackContents } from './pack.ts';
import type { Signer } from './signature.ts';

/** Where the editions of the database are kept as files. */
export interface EditionPlace {
  readonly store: EditionStore;
  readonly signer: Signer;
  /** Folder with a folder for each edition that was used; made where it is missing. */
  readonly folder: string;
}

/** What an edition is, its signature checked. @throws {EditionError} where there is none, or the signature is not ours. */
export async function readManifest({ store, signer }: EditionPlace, id: string): Promise<Manifest> {
  const edition = await store.find(id);
  if (!edition) throw new EditionError(`there is no edition ${id}`);
  if (!signer.verify(edition.manifest, edition.signature)) {
    throw new EditionError(`edition ${id} is not signed with one of our keys`);
  }
  const manifest = parsed(edition.manifest, id);
  if (manifest.id !== id) throw new EditionError(`edition ${id} holds the manifest of ${manifest.id}`);
  return manifest;
}

function parsed(manifest: string, id: string): Manifest {
  try {
    return manifestSchema.parse(JSON.parse(manifest));
  } catch (cause) {
    throw new EditionError(`the manifest of edition ${id} can't be read`, { cause });
  }
}

/**
 * Brings the files of an edition into a folder, checks them against its signed manifest, and returns the folder.
 * @throws {EditionError} where they can't be trusted or are no longer kept.
 */
export async function fetchEdition(place: EditionPlace, id: string): Promise<string> {
  const manifest = await readManifest(place, id);
  const folder = join(place.folder, id);
  if (isWhole(folder, manifest)) return folder;
  rmSync(folder, { recursive: true, force: true });
  const packed = await place.store.packed(id);
  if (!packed) throw new EditionError(`the files of edition ${id} are no longer kept`);
  const contents = unpackContents(packed, manifest);
  const part = `${folder}.${process.pid}.part`;
  mkdirSync(part, { recursive: true });
  for (const name of EDITION_FILES) writeFileSync(join(part, name), contents[name]);
  try {
    renameSync(part, folder);
  } catch (error) {
    // Another process was faster: its files passed the same check.
    rmSync(part, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

function isWhole(folder: string, manifest: Manifest): boolean {
  if (!EDITION_FILES.every(name => existsSync(join(folder, name)))) return false;
  const here = hashesOf(readContents(folder));
  return EDITION_FILES.every(name => here[name] === manifest.files[name]);
}

/** Removes the files of all editions but some from this machine; the database still has them. */
export function forgetOthers({ folder }: EditionPlace, kept: readonly string[]): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && /^[0-9a-f]{12}$/.test(entry.name) && !kept.includes(entry.name))
      rmSync(join(folder, entry.name), { recursive: true, force: true });
  }
}
