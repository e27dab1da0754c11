import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** What pages may ask of the browser: nothing. */
const PERMISSIONS = ['camera', 'geolocation', 'microphone', 'payment', 'usb', 'browsing-topics']
  .map(name => `${name}=()`)
  .join(', ');

/**
 * Security headers of every answer: scripts, styles and fonts of our own only, no inline code, no framing by others.
 * @param publicUrl address members reach the bot at, or null; with it sockets go there and nowhere else
 */
export function securityHeaders(publicUrl: string | null): RequestHandler {
  const sockets = publicUrl === null ? ['ws:', 'wss:'] : [new URL(publicUrl).origin.replace(/^http/, 'ws')];
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ...sockets],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'self'"],
        requireTrustedTypesFor: ["'script'"],
      },
    },
    // Direct Line is used from other sites' pages; what they may read is decided by CORS.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  return (request, response, next) => {
    response.setHeader('Permissions-Policy', PERMISSIONS);
    protect(request, response, next);
  };
}
