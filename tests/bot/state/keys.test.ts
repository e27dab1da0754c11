import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { directLineTokens } from '../../../bot/channels/direct-line/tokens.ts';
import { forgetOldKeys, keptKey, keptKeys, rotateKey } from '../../../bot/state/keys.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keys-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const clock = () => new Date();
const bearer = { conversationId: 'talk-1', userId: null, origins: [] };

describe('keys of the data folder', () => {
  it('are made once, and readable by their owner only', () => {
    const key = keptKey(folder, 'direct-line');
    expect(key).toHaveLength(32);
    expect(keptKey(folder, 'direct-line')).toEqual(key);
    expect(statSync(join(folder, 'keys', 'direct-line.key')).mode & 0o077).toBe(0);
  });

  it('go behind a new one when they are rotated, and are gone when they are forgotten', () => {
    const before = keptKey(folder, 'direct-line');
    rotateKey(folder, 'direct-line');
    const [newest, old] = keptKeys(folder, 'direct-line');
    expect(newest).not.toEqual(before);
    expect(old).toEqual(before);
    expect(statSync(join(folder, 'keys', 'direct-line.key')).mode & 0o077).toBe(0);
    expect(forgetOldKeys(folder, 'direct-line')).toBe(1);
    expect(keptKeys(folder, 'direct-line')).toEqual([newest]);
  });

  it('let members who hold a token of the old key go on, until it is forgotten', async () => {
    const token = await directLineTokens(keptKeys(folder, 'direct-line'), clock).sign(bearer);
    rotateKey(folder, 'direct-line');
    const rotated = directLineTokens(keptKeys(folder, 'direct-line'), clock);
    await expect(rotated.verify(token)).resolves.toEqual(bearer);
    const [newest] = keptKeys(folder, 'direct-line');
    const onlyNewest = directLineTokens(newest ? [newest] : [], clock);
    await expect(onlyNewest.verify(token)).rejects.toMatchObject({ code: 'Forbidden' });
    await expect(onlyNewest.verify(await rotated.sign(bearer))).resolves.toEqual(bearer);
  });

  it('can be rotated over several processes: first believed everywhere, then signing', async () => {
    const [old, fresh] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    const [before, believing, signing] = [[old], [old, fresh], [fresh, old]].map(keys =>
      directLineTokens(keys, clock),
    );
    for (const [from, to] of [
      [before, believing],
      [believing, before],
      [believing, signing],
      [signing, believing],
    ]) {
      const token = await from?.sign(bearer);
      await expect(to?.verify(token ?? '')).resolves.toEqual(bearer);
    }
  });
});
