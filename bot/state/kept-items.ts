/** An item with the tag of the version it was read in. */
export interface KeptItem {
  eTag?: string;
  readonly [name: string]: unknown;
}

/**
 * Items that outlive a turn and belong to no talk, for parts of the Bot Framework that bring a `Storage` along and the
 * like; it has the form of that `Storage`. What the dialogs remember of a talk is not kept here but in the log, in the
 * same transaction as the talk.
 *
 * An item is written only over the version it was read in: `eTag` of that version, `*` or none for whatever is there,
 * and the empty text for "only where there is none yet", which the Bot Framework has no word for. Items are forgotten
 * a while after they were last written.
 */
export interface KeptItems {
  /** The items there are; keys without one are left out. */
  read(keys: readonly string[]): Promise<Record<string, KeptItem>>;
  /** Writes item by item. @throws {ItemConflictError} at the first whose version is no longer there */
  write(changes: Readonly<Record<string, KeptItem>>): Promise<void>;
  delete(keys: readonly string[]): Promise<void>;
}

/** Somebody else wrote the item in between. */
export class ItemConflictError extends Error {
  readonly code = 'item-conflict';

  constructor(key: string) {
    super(`item ${key} was not written: eTag conflict`);
    this.name = 'ItemConflictError';
  }
}

/** The version an item is to be written over; `*` for whatever is there, '' for none. */
export function versionOf(item: KeptItem): string {
  return item.eTag ?? '*';
}
