import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningBot } from '../bot/start-bot.ts';
import { ATTACKS } from './attacks.ts';
import { startBotUnderAttack, tryAttack } from './try-attack.ts';
import { wasBorne } from './was-borne.ts';

const SHORT = { talks: 6, pauseMs: 200, most: 200, seconds: 2 };
const TRIED = ['readers that never read', 'bad tokens', 'malformed bodies'];

describe('members are answered while somebody sends', () => {
  let bot: RunningBot;
  beforeAll(async () => {
    bot = await startBotUnderAttack();
  });
  afterAll(async () => {
    await bot?.kill();
    bot?.clean();
  });

  it.each(
    ATTACKS.filter(({ name }) => TRIED.includes(name)).map((attack, place) => [attack.name, attack, place]),
  )('%s', async (_name, attack, place) => {
    const borne = await tryAttack(bot, attack, place, SHORT);
    expect(borne, JSON.stringify(borne)).toSatisfy(wasBorne);
  });
});
