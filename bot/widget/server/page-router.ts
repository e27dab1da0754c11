import { join } from 'node:path';
import express, { type Request, type Response, type Router } from 'express';
import { languageOfLocale } from '../../../dialogs/language/language-of-locale.ts';
import { projectRoot } from '../../../knowledge/project-root.ts';
import type { Words } from '../../../locales/words.ts';
import { builtFiles } from './built-files.ts';
import { demoPage } from './demo-page.ts';

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
};
/** Pages name no version of widget.js, so a new release is there after five minutes; asked again, it is mostly 304. */
const SCRIPT_CACHE = 'public, max-age=300, stale-while-revalidate=86400';
/** The widget asks for each language file with its fingerprint. */
const LANGUAGE_CACHE = 'public, max-age=31536000, immutable';

/** Serves the widget to any site, and the demo page on `/`. */
export function pageRouter(words: Words): Router {
  const router = express.Router();
  const files = builtFiles(join(projectRoot(), '.dist', 'widget'));

  router.get('/', (request, response) => {
    const asked = request.query.lang;
    const language =
      words.languages.find(tag => tag === asked) ??
      request.acceptsLanguages().flatMap(locale => languageOfLocale(locale, words.languages) ?? [])[0] ??
      'en';
    response.setHeader('Cache-Control', 'no-cache');
    response.vary('Accept-Language');
    response.type('html').send(demoPage(words, language));
  });
  router.get(['/widget.js', '/widget.css', '/demo.js', '/demo.css'], (request, response, next) => {
    if (!send(request, response, request.path.slice(1), SCRIPT_CACHE)) next();
  });
  router.get('/widget/:name', (request, response, next) => {
    const { name } = request.params;
    const cache = request.originalUrl.includes('?') ? LANGUAGE_CACHE : SCRIPT_CACHE;
    if (!/^locale-[\w-]+\.json$/.test(name) || !send(request, response, name, cache)) next();
  });
  return router;

  function send(request: Request, response: Response, name: string, cache: string): boolean {
    const file = files.get(name);
    if (!file) return false;
    const encoding = request.acceptsEncodings('br', 'gzip');
    response.setHeader('Content-Type', TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain');
    response.setHeader('Cache-Control', cache);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('ETag', file.etag);
    response.vary('Accept-Encoding');
    if (encoding === 'br' || encoding === 'gzip') response.setHeader('Content-Encoding', encoding);
    // `end` with a length would miss If-None-Match; `send` answers 304 itself.
    response.send(encoding === 'br' || encoding === 'gzip' ? file[encoding] : file.plain);
    return true;
  }
}
