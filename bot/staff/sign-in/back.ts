/** A page of the console to go back to; anything that could lead elsewhere is the start. */
export function safeBack(wanted: unknown): string {
  if (typeof wanted !== 'string' || !/^\/staff(?:[/?]|$)/.test(wanted)) return '/staff';
  if (/[\\\u0000-\u0020\u007f]/.test(wanted) || wanted.includes('//')) return '/staff';
  // Dots lead out of the console, in whatever way a browser reads them.
  const { pathname } = new URL(wanted, 'http://here');
  return /^\/staff(?:\/(?!sign-)|$)/.test(pathname) ? wanted : '/staff';
}
