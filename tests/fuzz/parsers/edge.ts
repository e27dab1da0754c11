import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import { clientAddress } from '../../../bot/edge/client-address.ts';
import { jsonDepth } from '../../../bot/edge/json-depth.ts';
import { networkOf } from '../../../bot/edge/limit-addresses.ts';
import { trustedProxies } from '../../../bot/edge/trusted-proxies.ts';
import { type Parser, promised, rawText, textOf } from '../parser.ts';

const trusted = trustedProxies(['loopback', 'uniquelocal']);

function requestFrom(peer: string, forwarded: string): IncomingMessage {
  // Only these two are read.
  return {
    socket: { remoteAddress: peer },
    headers: { 'x-forwarded-for': forwarded },
  } as unknown as IncomingMessage;
}

/** Levels of a value as `JSON.parse` gives it. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Object.values(value).reduce((most: number, one) => Math.max(most, depthOf(one)), 0);
}

/** Addresses and bodies as they come in at the door. */
export const EDGE_PARSERS: readonly Parser[] = [
  {
    name: 'client address',
    seeds: ['203.0.113.7, 10.0.0.1', '2001:db8::1, ::ffff:10.1.2.3, 192.168.1.1', 'unknown, for=1.2.3.4', ''],
    run: input => {
      const forwarded = textOf(input);
      promised(
        clientAddress(requestFrom('203.0.113.9', forwarded), trusted) === '203.0.113.9',
        'a client that is no proxy speaks for another address',
      );
      const address = clientAddress(requestFrom('127.0.0.1', forwarded), trusted);
      const hops = ['127.0.0.1', ...forwarded.split(',').map(hop => hop.trim())];
      promised(hops.includes(address), 'an address that nobody gave');
      return trusted(address) ? false : undefined;
    },
  },
  {
    name: 'network of an address',
    seeds: [
      '203.0.113.7',
      '2001:db8:1:2:3:4:5:6',
      '2001:db8::1',
      '::ffff:10.1.2.3',
      '64:ff9b::192.0.2.33',
      'fe80::1%eth0',
    ],
    run: input => {
      const address = textOf(input).trim();
      const network = networkOf(address);
      if (!isIPv6(address) || address.includes('%')) return false;
      if (/^::ffff:\d+\.\d/.test(address)) return true;
      promised(isIPv6(network.replace('/64', '')), `'${network}' is no network`);
      const plain = new URL(`http://[${address}]`).hostname.slice(1, -1);
      promised(networkOf(plain) === network, 'two spellings of one address are in two networks');
      return true;
    },
  },
  {
    name: 'depth of a JSON body',
    seeds: ['{"a":[1,{"b":"[[{"}]}', '[[[[]]]]', '"\\"["', '{"type":"message","text":"hi"}'],
    run: input => {
      const depth = jsonDepth(input);
      promised(Number.isSafeInteger(depth) && depth >= 0, 'no depth');
      let value: unknown;
      try {
        value = JSON.parse(rawText(input));
      } catch {
        return false;
      }
      // Keys that stand there twice hide what the first one held.
      promised(depth >= depthOf(value), 'a body is deeper than was counted');
      return true;
    },
  },
];
