import robotsModule from 'robots-parser';
import type { Fetched } from './fetch-address.ts';

// The package is CommonJS and gives the function itself; its types put it under `default`.
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

/** What a host's robots.txt lets us do. */
export interface RobotsRules {
  allows(url: string): boolean;
  /** Milliseconds it asks for between requests; 0 where it says nothing. */
  readonly delayMs: number;
}

/** A crawl delay above this is taken as this: a mistyped one must not stop a crawl for days. */
const LONGEST_DELAY_MS = 60_000;

/**
 * Rules of RFC 9309 for a host, from what its `/robots.txt` answered: none there (4xx) allows all, a server that fails
 * (5xx, no answer) allows nothing.
 */
export function robotsRules(address: string, fetched: Fetched, userAgent: string): RobotsRules {
  if (fetched.kind === 'failed' && (fetched.status === null || fetched.status >= 500))
    return { allows: () => false, delayMs: 0 };
  const text = fetched.kind === 'body' ? new TextDecoder().decode(fetched.body) : '';
  const robot = robotsParser(address, text);
  const agent = userAgent.split('/')[0] ?? userAgent;
  const seconds = robot.getCrawlDelay(agent) ?? 0;
  return {
    allows: url => robot.isAllowed(url, agent) !== false,
    delayMs: Math.min(LONGEST_DELAY_MS, Math.max(0, seconds * 1_000)),
  };
}
