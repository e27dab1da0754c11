import { once } from 'node:events';
import { WebSocket } from 'ws';
import { openConnection } from './http-connection.ts';

// Opens streams of as many talks and holds them: `hold-sockets.ts PORT SECRET COUNT`. Prints "open" when all are open.
const [port = '', secret = '', count = ''] = process.argv.slice(2);
const AT_ONCE = 20;
const sockets: WebSocket[] = [];
let begun = 0;

await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    const connection = await openConnection(Number(port));
    while (begun < Number(count)) {
      begun++;
      const { status, body } = await connection.send({
        method: 'POST',
        path: '/v3/directline/conversations',
        headers: `Authorization: Bearer ${secret}\r\n`,
        body: '{}',
      });
      if (status !== 201) throw new Error(`a talk was not started: ${status} ${body}`);
      const { streamUrl } = JSON.parse(body) as { streamUrl: string }; // as the protocol says
      const socket = new WebSocket(streamUrl, { perMessageDeflate: false });
      await once(socket, 'message');
      sockets.push(socket);
    }
    connection.close();
  }),
);
process.stdout.write(`open ${sockets.length}\n`);
