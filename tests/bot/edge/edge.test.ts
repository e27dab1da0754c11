import type { IncomingMessage } from 'node:http';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientAddress } from '../../../bot/edge/client-address.ts';
import { jsonDepth } from '../../../bot/edge/json-depth.ts';
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
