import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientAddress } from '../../../bot/edge/client-address.ts';
import { jsonDepth } from '../../../bot/edge/json-depth.ts';
import { networkOf } from '../../../bot/edge/limit-addresses.ts';
import { limitPipelining } from '../../../bot/edge/limit-pipelining.ts';
import { trustedProxies } from '../../../bot/edge/trusted-proxies.ts';

function requestFrom(remoteAddress: string, forwarded?: string): IncomingMessage {
  // Only what is read of a request.
  return {
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  } as unknown as IncomingMessage;
}

describe('trusted proxies', () => {
  it('are the listed addresses, ranges and names, in both families, mapped ones too', () => {
    const trusted = trustedProxies(['loopback', '10.1.0.0/16', '2001:db8::7']);
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.1.255.3', '2001:db8::7'])
      expect(trusted(address)).toBe(true);
    for (const address of ['10.2.0.1', '203.0.113.9', '2001:db8::8', 'unknown', ''])
      expect(trusted(address)).toBe(false);
  });

  it('are none where none is listed', () => {
    expect(trustedProxies([])('127.0.0.1')).toBe(false);
  });
});

describe("a client's address", () => {
  const trusted = trustedProxies(['10.0.0.0/8']);

  it('is the one that the nearest trusted proxies saw', () => {
    expect(clientAddress(requestFrom('10.0.0.2', '203.0.113.9, 10.0.0.1'), trusted)).toBe('203.0.113.9');
  });

  it('is never taken from what the client itself wrote', () => {
    expect(clientAddress(requestFrom('10.0.0.2', '1.2.3.4, 203.0.113.9'), trusted)).toBe('203.0.113.9');
    expect(clientAddress(requestFrom('203.0.113.9', '1.2.3.4'), trusted)).toBe('203.0.113.9');
  });
});

describe('the network of an address', () => {
  it('is the address itself in IPv4, mapped ones too, and the /64 in IPv6, however it is written', () => {
    for (const [address, network] of [
      ['203.0.113.9', '203.0.113.9'],
      ['::ffff:203.0.113.9', '203.0.113.9'],
      ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
      ['2001:0DB8:1:2::9', '2001:db8:1:2::/64'],
      ['2001:db8::9', '2001:db8:0:0::/64'],
      ['::1', '0:0:0:0::/64'],
      ['unknown', 'unknown'],
    ] as const)
      expect(networkOf(address)).toBe(network);
  });
});

describe('a connection', () => {
  it('is closed when it sends request after request and waits for no answer', async () => {
    let [handled, refused] = [0, 0];
    const server = createServer(
      limitPipelining(
        (_request, response) => {
          handled++;
          setTimeout(() => response.end('ok'), 20);
        },
        () => refused++,
      ),
    );
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo; // it listens on TCP
    const socket = connect(port, '127.0.0.1');
    const request = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
    let answers = '';
    socket.on('data', chunk => {
      answers += String(chunk);
    });
    // One after the other: any number.
    for (let number = 1; number <= 10; number++) {
      socket.write(request);
      while (answers.split('200 OK').length <= number) await new Promise(resolve => setTimeout(resolve, 5));
    }
    expect([handled, refused]).toEqual([10, 0]);
    socket.on('error', () => {});
    socket.write(request.repeat(1_000));
    await new Promise(resolve => socket.once('close', resolve));
    expect([handled, refused]).toEqual([14, 1]);
    await new Promise(resolve => server.close(resolve));
  });
});

describe('the depth of a JSON text', () => {
  it('counts arrays and objects, not brackets in strings', () => {
    expect(jsonDepth(Buffer.from('{"a":[[1]],"b":"[[[[\\"[[["}'))).toBe(3);
    expect(jsonDepth(Buffer.from('"flat"'))).toBe(0);
    expect(jsonDepth(Buffer.from('['.repeat(50_000)))).toBe(50_000);
  });

  it('is that of the value, for any value', () => {
    const depthOf = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(jsonDepth(Buffer.from(JSON.stringify(value)))).toBe(depthOf(value));
      }),
    );
  });
});
