import { isIPv6 } from 'node:net';

/** What of an address its owner can't choose: an IPv6 customer has a whole network (/64) to come from. */
export function networkOf(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(bare)) return bare;
  const spelled = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const [before = '', after] = spelled.split('::');
  const groups = [before, after ?? ''].map(half => half.split(':').filter(Boolean));
  const [left = [], right = []] = groups;
  const zeros = after === undefined ? 0 : 8 - left.length - right.length;
  const whole = [...left, ...Array<string>(zeros).fill('0'), ...right];
  return `${whole.slice(0, 4).join(':')}::/64`;
}
