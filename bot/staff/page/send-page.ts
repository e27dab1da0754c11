import type { Request, Response } from 'express';
import { type ComponentChildren, h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Assets } from './assets.ts';
import type { NavEntry } from './nav.ts';
import { Page } from './page.tsx';
import { ViewerContext } from './viewer.ts';

/** A page to show. */
export interface PageToSend {
  readonly title: string;
  readonly content: ComponentChildren;
  /** HTTP status, 200 by default. */
  readonly status?: number;
  /** Something that was just done. */
  readonly notice?: string | null;
  /** Seconds after which the page loads itself again. */
  readonly refresh?: number;
  /** Whether the content may be as wide as the window. */
  readonly wide?: boolean;
}

/** Writes a page as the answer to a request. */
export type SendPage = (request: Request, response: Response, page: PageToSend) => void;

/** @param nav read at each page: page groups add to it while they are set up */
export function pageSender(assets: Assets, nav: readonly NavEntry[]): SendPage {
  return (request, response, { content, status = 200, ...page }) => {
    const viewer = {
      staff: request.staff ?? null,
      formToken: request.formToken ?? '',
      address: request.originalUrl,
      path: request.originalUrl.replace(/\?.*$/s, ''),
      sessionMs: request.sessionMs ?? null,
      nav,
      stylesheet: assets.stylesheet,
      script: assets.script,
    };
    const html = renderToString(
      h(ViewerContext.Provider, { value: viewer }, h(Page, { ...page, children: content })),
    );
    response.status(status).type('html').send(`<!doctype html>${html}`);
  };
}
