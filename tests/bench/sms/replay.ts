import { buildService } from '../../build-service.ts';
import { replayWebhooks } from './replay-webhooks.ts';

buildService();
const messages = Number(process.argv[2] ?? 10_000);
const result = await replayWebhooks(messages);
const rows: readonly (readonly [string, string | number])[] = [
  ['messages', result.messages],
  ['deliveries, forged ones included', result.deliveries],
  ['delivered again (connection broke)', result.redelivered],
  ['errors in the logs', result.errors],
  ['accepted', result.accepted],
  ['answered once', result.answeredOnce],
  ['doubled', result.doubled],
  ['lost', result.lost],
  ['out of order', result.outOfOrder],
  ['forged', result.forged],
  ['forged refused (403)', result.forgedRefused],
  ['forged in the log', result.forgedTaken],
  ['seconds', result.seconds.toFixed(1)],
  ['answered in ms, p50 / p99', `${result.p50.toFixed(0)} / ${result.p99.toFixed(0)}`],
];
for (const [name, value] of rows) console.log(`${name.padEnd(36)} ${String(value).padStart(10)}`);
const failed =
  result.answeredOnce !== messages ||
  result.lost + result.doubled + result.outOfOrder + result.forgedTaken > 0 ||
  result.forgedRefused !== result.forged;
if (failed) process.exitCode = 1;
