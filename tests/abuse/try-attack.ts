import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { residentBytesOf } from '../bench/load/process-figures.ts';
import { runChild } from '../bench/measure/run-child.ts';
import { type RunningBot, startBot } from '../bot/start-bot.ts';
import { type Attack, attackerTalk, type Tally } from './attack.ts';
import { letMembersTalk, type MembersFared } from './members.ts';

/** How the bot bore an attack. */
export interface Borne {
  readonly members: MembersFared;
  /** What the attacker got. */
  readonly tally: Tally;
  /** Bytes the process held at most while it went on. */
  readonly mostBytes: number;
  /** Requests that failed inside the bot, as its log tells. */
  readonly inside: number;
}

/** How much is tried. */
export interface AttackSize {
  readonly talks: number;
  readonly pauseMs: number;
  readonly most: number;
  readonly seconds: number;
}

const SECRET = 'a-secret-of-the-site-under-attack'.padEnd(40, 's');
const LOOK_MS = 200;
/** Seconds after which an attack ends that goes by number. */
const LONGEST_SECONDS = 300;

/** Starts a bot with the limits it is shipped with, reached without a proxy, as the attackers are. */
export function startBotUnderAttack(): Promise<RunningBot> {
  return startBot({
    env: {
      DIRECT_LINE_SECRET: SECRET,
      TRUSTED_PROXIES: '192.0.2.1',
      LOG_LEVEL: 'info',
      NODE_ENV: 'production',
    },
  });
}

/**
 * Lets members talk while somebody attacks.
 * @param attack null for a quiet time, to compare with
 * @param place tells attackers apart: each comes from an address of its own
 */
export async function tryAttack(
  bot: RunningBot,
  attack: Attack | null,
  place: number,
  size: AttackSize,
): Promise<Borne> {
  const from = `127.0.2.${place + 1}`;
  const failures = () => bot.log.filter(line => line.includes('"request failed"')).length;
  const before = failures();
  const members = letMembersTalk({ port: bot.port, secret: SECRET, ...size });
  let mostBytes = 0;
  let over = false;
  const looking = (async () => {
    for (; !over; await wait(LOOK_MS)) mostBytes = Math.max(mostBytes, residentBytesOf(bot.pid));
  })();
  try {
    await wait(1_000);
    const tally = attack ? await attackIt(bot, attack, from, size) : await wait(size.seconds * 1_000, {});
    return { members: await members.stop(), tally, mostBytes, inside: failures() - before };
  } finally {
    over = true;
    await looking;
  }
}

async function attackIt(bot: RunningBot, attack: Attack, from: string, size: AttackSize): Promise<Tally> {
  const page = await fetch(`${bot.url}/v3/directline/tokens/page`, { method: 'POST' });
  const { token } = z.object({ token: z.string() }).parse(await page.json());
  const begun = await fetch(`${bot.url}/v3/directline/conversations`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
  });
  const talk = attackerTalk.parse(await begun.json());
  const seconds = attack.untilMost ? LONGEST_SECONDS : size.seconds;
  const order = { name: attack.name, port: bot.port, from, talk, most: size.most, seconds };
  return z
    .record(z.string(), z.number())
    .parse(await runChild('tests/abuse/attacker.ts', [JSON.stringify(order)]));
}
