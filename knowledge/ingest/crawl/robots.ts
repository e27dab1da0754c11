import robotsModule from 'robots-parser';
import type { Fetched } from './fetch-address.ts';

// The package is CommonJS and gives the function itself; its types put it under `default`.
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

/** What a host's robots.txt lets us do. `unreachable`: nobody knows, so nothing of the host may be asked for now. */
export type RobotsRules =
  | {
      readonly kind: 'rules';
      allows(url: string): boolean;
      /** Milliseconds it asks for between requests; 0 where it says nothing. */
      readonly delayMs: number;
    }
  | { readonly kind: 'unreachable'; readonly problem: string };

/** A crawl delay above this is taken as this: a mistyped one must not stop a crawl for days. */
const LONGEST_DELAY_MS = 60_000;

/**
 * Rules of RFC 9309 for a host, from what its `/robots.txt` answered: none there (4xx) allows all; a server that fails (5xx,
 * no answer, an answer that never ends) or wants to be left alone for now (429) is unreachable.
 */
export function robotsRules(address: string, fetched: Fetched, userAgent: string): RobotsRules {
  if (fetched.kind === 'failed' && !isAbsent(fetched.status))
    return { kind: 'unreachable', problem: fetched.problem };
  const text = fetched.kind === 'body' ? new TextDecoder().decode(fetched.body) : '';
  const robot = robotsParser(address, text);
  const agent = userAgent.split('/')[0] ?? userAgent;
  const seconds = robot.getCrawlDelay(agent) ?? 0;
  return {
    kind: 'rules',
    allows: url => robot.isAllowed(url, agent) !== false,
    delayMs: Math.min(LONGEST_DELAY_MS, Math.max(0, seconds * 1_000)),
  };
}

function isAbsent(status: number | null): boolean {
  return status !== null && status >= 300 && status < 500 && status !== 429;
}
