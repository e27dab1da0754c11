import { ConversationState, MemoryStorage, type Storage, TestAdapter } from 'botbuilder';
import { expect, it } from 'vitest';
import { ItemConflictError, type KeptItems } from '../../../bot/state/kept-items.ts';
import { redisItems } from '../../../bot/state/redis-items.ts';
import { databaseItems } from '../../../bot/transcripts/database-items.ts';
import { eachDatabase } from '../../servers/each-database.ts';
import { onRedis } from '../../servers/on-redis.ts';
import { until } from '../../servers/until.ts';

const DAY_MS = 86_400_000;

/** What every keeper of items does. */
function contract(open: (keepMs: number) => Promise<KeptItems>): void {
  it('reads what was written, with a tag, and leaves out what is not there', async () => {
    const items = await open(DAY_MS);
    await items.write({ one: { value: 1, deep: { list: ['é', null] } }, two: { value: 2 } });
    const read = await items.read(['one', 'none', 'two']);
    expect(read).toEqual({
      one: { value: 1, deep: { list: ['é', null] }, eTag: expect.any(String) },
      two: { value: 2, eTag: expect.any(String) },
    });
    expect(await items.read([])).toEqual({});
  });

  it('writes over the version it was read in and over no other', async () => {
    const items = await open(DAY_MS);
    await items.write({ key: { value: 1 } });
    const { key: first = {} } = await items.read(['key']);
    await items.write({ key: { ...first, value: 2 } });
    await expect(items.write({ key: { ...first, value: 3 } })).rejects.toBeInstanceOf(ItemConflictError);
    expect(await items.read(['key'])).toMatchObject({ key: { value: 2 } });
    await items.write({ key: { eTag: '*', value: 4 } });
    expect(await items.read(['key'])).toMatchObject({ key: { value: 4 } });
  });

  it('lets one of many win who write at the same time', async () => {
    const items = await open(DAY_MS);
    await items.write({ key: { value: 0 } });
    const { key: read = {} } = await items.read(['key']);
    const writes = await Promise.allSettled(
      [1, 2, 3, 4, 5].map(value => items.write({ key: { ...read, value } })),
    );
    expect(writes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('lets one of many win who write what was not there yet', async () => {
    const items = await open(DAY_MS);
    const writes = await Promise.allSettled(
      [1, 2, 3].map(value => items.write({ fresh: { eTag: '', value } })),
    );
    expect(writes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('does not bring back what was deleted', async () => {
    const items = await open(DAY_MS);
    await items.write({ key: { value: 1 } });
    const { key: read = {} } = await items.read(['key']);
    await items.delete(['key', 'none']);
    await items.delete([]);
    expect(await items.read(['key'])).toEqual({});
    await expect(items.write({ key: { ...read, value: 2 } })).rejects.toBeInstanceOf(ItemConflictError);
  });

  it('forgets after a while', async () => {
    const items = await open(20);
    await items.write({ key: { value: 1 } });
    await until(async () => Object.keys(await items.read(['key'])).length === 0);
    await items.write({ key: { eTag: '', value: 2 } });
  });

  it('serves the Bot Framework as its storage', async () => {
    const kept: Storage = await open(DAY_MS);
    const counts = async (storage: Storage) => {
      const state = new ConversationState(storage);
      const count = state.createProperty<number>('count');
      const adapter = new TestAdapter(async context => {
        const next = (await count.get(context, 0)) + 1;
        await count.set(context, next);
        await state.saveChanges(context);
        await context.sendActivity(`${next}`);
      });
      await adapter.send('a').assertReply('1').send('b').assertReply('2').startTest();
    };
    await counts(kept);
    await counts(new MemoryStorage());
  });
}

eachDatabase('items in the database', openFresh => {
  contract(async keepMs => databaseItems((await openFresh()).db, keepMs));

  it('outlive the process', async () => {
    const { db } = await openFresh();
    await databaseItems(db, DAY_MS).write({ key: { value: 1 } });
    expect(await databaseItems(db, DAY_MS).read(['key'])).toMatchObject({ key: { value: 1 } });
  });
});

onRedis('items in Redis', openLink => {
  contract(async keepMs => redisItems(await openLink(), keepMs));
});
