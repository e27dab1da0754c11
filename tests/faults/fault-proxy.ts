import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** A line to a server on which things go wrong when a test says so. */
export interface FaultProxy {
  readonly port: number;
  /** Lets everything through again; what was held back goes on. */
  pass(): void;
  /** Holds back all bytes, both ways; connections stay open. */
  freeze(): void;
  /** Lets bytes through so many milliseconds late. */
  slow(ms: number): void;
  /** Breaks every connection and takes no new one. */
  refuse(): void;
  /**
   * At the next COMMIT of PostgreSQL: `before` it reaches the server, or `after` the server has done it and before the
   * answer reaches the bot, holds back all bytes and does something.
   */
  atCommit(when: 'before' | 'after', act: () => void): void;
  close(): Promise<void>;
}

/** Starts a proxy before a server of this machine. */
export async function faultProxy(upstreamPort: number): Promise<FaultProxy> {
  const open = new Set<Socket>();
  let refusing = false;
  let delay = 0;
  let thaw: Promise<void> | null = null;
  let thawNow = () => {};
  let trap: { readonly when: 'before' | 'after'; readonly act: () => void } | null = null;

  const freeze = () => {
    thaw ??= new Promise(resolve => {
      thawNow = resolve;
    });
  };
  const pass = () => {
    refusing = false;
    delay = 0;
    trap = null;
    thaw = null;
    thawNow();
  };
  const spring = () => {
    const { act } = trap ?? { act: () => {} };
    trap = null;
    freeze();
    act();
  };

  const server = createServer(client => {
    if (refusing) {
      client.destroy();
      return;
    }
    const upstream = connect(upstreamPort, '127.0.0.1');
    let committing = false;
    const forward = (from: Socket, to: Socket, look: (chunk: Buffer) => void) => {
      let before = Promise.resolve();
      open.add(from);
      from.on('data', chunk => {
        look(chunk);
        const held = thaw;
        const late = delay;
        before = before.then(async () => {
          await (held ?? thaw);
          if (late > 0) await new Promise(resolve => setTimeout(resolve, late));
          if (!to.destroyed) to.write(chunk);
        });
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        void before.then(() => to.destroy());
      });
    };
    forward(client, upstream, chunk => {
      if (!trap || !/\bcommit\b/i.test(chunk.toString('latin1'))) return;
      if (trap.when === 'before') spring();
      else committing = true;
    });
    forward(upstream, client, () => {
      if (!committing || trap?.when !== 'after') return;
      committing = false;
      spring();
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  const breakAll = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port,
    pass,
    freeze,
    slow: ms => {
      delay = ms;
    },
    refuse: () => {
      refusing = true;
      breakAll();
    },
    atCommit: (when, act) => {
      trap = { when, act };
    },
    close: async () => {
      pass();
      breakAll();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
