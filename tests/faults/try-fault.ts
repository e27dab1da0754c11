import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from './faults.ts';
import { ASKS_FOR_CODE, judge, type Verdict } from './judge.ts';
import { beginTalk, type Member } from './member.ts';
import { type Service, startService } from './service.ts';

/** How a fault was borne. */
export interface Outcome extends Verdict {
  readonly sent: number;
  /** Sendings that failed and were made again. */
  readonly retries: number;
  readonly seconds: number;
}

/** How much is said while a fault is tried. */
export interface Size {
  readonly talks: number;
  readonly messages: number;
}

/** Milliseconds a member goes on trying to send one message. */
const PATIENCE_MS = 60_000;
/** Milliseconds after the last message that its reply may still be on its way to the stream. */
const LATE_MS = 8_000;

/** Lets members talk, makes something go wrong in the middle, and counts what became of their messages. */
export async function tryFault(fault: Fault, { talks, messages }: Size): Promise<Outcome> {
  const disk = fault.diskMegabytes === undefined ? null : mountDisk(fault.diskMegabytes);
  const service = await startService(fault.processes, {
    ...(disk === null ? {} : { dataFolder: disk }),
    ...(fault.flags ? { flags: fault.flags } : {}),
  });
  try {
    return await talkThrough(fault, service, talks, messages);
  } finally {
    await service.stop();
    if (disk !== null) unmountDisk(disk);
  }
}

async function talkThrough(
  fault: Fault,
  service: Service,
  talks: number,
  messages: number,
): Promise<Outcome> {
  const begun = performance.now();
  const members: Member[] = [];
  for (let talk = 0; talk < talks; talk++)
    members.push(await beginTalk(service.ports, service.secret, PATIENCE_MS));
  const sent = new Map<Member, string[]>();
  let over = false;
  const say = (member: Member, first: number) => {
    const ids = sent.get(member) ?? [];
    const id = `m-${ids.length}`;
    sent.set(member, [...ids, id]);
    return { id, said: member.say(ASKS_FOR_CODE, id, first) };
  };
  const talk = async (member: Member, place: number) => {
    const open: Promise<unknown>[] = [];
    // At least so many, and on until what went wrong is over.
    for (let number = 0; number < messages || !over; number++) {
      const { id, said } = say(member, place + number);
      open.push(said);
      if (fault.manner === 'twice-at-once') open.push(member.say(ASKS_FOR_CODE, id, place + number + 1));
      if (fault.manner === 'older-again' && number > 1)
        open.push(member.say(ASKS_FOR_CODE, `m-${number - 2}`, place + number + 1));
      if (fault.manner === 'all-at-once' && number < messages - 1) continue;
      await Promise.all(open.splice(0));
    }
    await Promise.all(open);
  };
  const talking = Promise.all(members.map(talk));
  await fault.inject(service);
  over = true;
  await talking;
  await allRead(members);
  for (const member of members) member.close();
  const verdict = await judge(await service.openLog(), members, sent);
  return {
    ...verdict,
    sent: [...sent.values()].reduce((sum, ids) => sum + ids.length, 0),
    retries: members.reduce((sum, member) => sum + member.retries(), 0),
    seconds: (performance.now() - begun) / 1_000,
  };
}

/** Waits until every accepted message's reply has come by stream, but not for ever. */
async function allRead(members: readonly Member[]): Promise<void> {
  const missing = () =>
    members.some(({ accepted, received }) => {
      const read = new Set(received.map(({ replyToId }) => replyToId));
      return [...accepted.values()].some(given => [...given].some(id => !read.has(id)));
    });
  for (const end = performance.now() + LATE_MS; missing() && performance.now() < end; ) await wait(50);
}

function mountDisk(megabytes: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  return folder;
}

function unmountDisk(folder: string): void {
  execFileSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true, force: true });
}
