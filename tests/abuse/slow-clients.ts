import { setTimeout as wait } from 'node:timers/promises';
import type { Attacking } from './attack.ts';
import { connectFrom } from './raw-exchange.ts';

const DRIP_MS = 500;

/** Holds many connections open by sending a byte now and then. */
export async function drip(attacking: Attacking, start: string): Promise<void> {
  const { port, from, end, count, repeat } = attacking;
  await repeat(400, async () => {
    const socket = await connectFrom(port, from);
    if (!socket) {
      count('closed');
      return;
    }
    const begun = performance.now();
    let open = true;
    const closed = new Promise<void>(resolve => socket.once('close', () => resolve()));
    socket.once('close', () => {
      open = false;
    });
    socket.resume();
    socket.write(start);
    while (open && performance.now() < end) {
      socket.write('a');
      await Promise.race([wait(DRIP_MS), closed]);
    }
    count(
      open ? 'still open at the end' : `closed after ${5 * Math.ceil((performance.now() - begun) / 5_000)} s`,
    );
    socket.destroy();
  });
}

/** Asks for pages on many connections and reads nothing of them. */
export async function neverRead({ port, from, end, count, repeat }: Attacking): Promise<void> {
  await repeat(400, async () => {
    const socket = await connectFrom(port, from);
    if (!socket) {
      count('closed');
      return;
    }
    socket.pause();
    let open = true;
    socket.once('close', () => {
      open = false;
    });
    for (let time = 0; time < 40 && open && performance.now() < end; time++) {
      socket.write('GET /widget.js HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(20));
      await wait(DRIP_MS);
    }
    count(open ? 'held' : 'closed');
    socket.destroy();
  });
}
