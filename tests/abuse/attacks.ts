import type { Attack } from './attack.ts';
import { badHeads, badTokens, bodies, longTexts } from './bad-requests.ts';
import { BAD_UTF8, DEEP, MALFORMED, OVERSIZED, PROTOTYPES } from './bodies.ts';
import {
  floodOf,
  floodOfConnections,
  floodOfFrames,
  floodOfMessages,
  floodOfSignIns,
  floodOfSockets,
} from './floods.ts';
import { post } from './raw-exchange.ts';
import { drip, neverRead } from './slow-clients.ts';

/** Every attack that is tried. */
export const ATTACKS: readonly Attack[] = [
  { name: 'slowloris: heads', run: attacking => drip(attacking, 'GET / HTTP/1.1\r\nHost: a\r\nX-A: ') },
  {
    name: 'slowloris: bodies',
    run: attacking =>
      drip(attacking, Buffer.from(attacking.message('', { 'Content-Length': '5000' })).toString()),
  },
  { name: 'readers that never read', run: neverRead },
  { name: 'bad tokens', untilMost: true, run: badTokens },
  { name: 'oversized bodies', run: bodies(OVERSIZED) },
  { name: 'malformed bodies', run: bodies(MALFORMED) },
  { name: '__proto__ and constructor', run: bodies(PROTOTYPES) },
  { name: 'deep JSON', run: bodies(DEEP) },
  { name: 'bad UTF-8', run: bodies(BAD_UTF8) },
  { name: 'malformed heads', run: badHeads },
  { name: 'long texts', run: longTexts },
  { name: 'flood of messages', run: floodOfMessages },
  {
    name: 'flood of page tokens',
    run: attacking => floodOf(attacking, post('/v3/directline/tokens/page', '{}')),
  },
  { name: 'flood of connections', run: floodOfConnections },
  { name: 'flood of sockets', run: floodOfSockets },
  { name: 'flood of frames', run: floodOfFrames },
  { name: 'flood of sign-ins', run: floodOfSignIns },
];
