/** Parameter of pages that load themselves again: being asked for them is no sign that somebody is there. */
export const QUIET = 'quiet';

/** The address of a page for the next time that it loads itself. */
export function quietAddress(address: string): string {
  const url = new URL(address, 'http://localhost');
  url.searchParams.set(QUIET, '1');
  return `${url.pathname}${url.search}`;
}
