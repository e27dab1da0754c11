import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { includesRole } from '../people/roles.ts';
import { Form } from './form.tsx';
import { quietAddress } from './quiet.ts';
import { undisguised } from './said.tsx';
import { ViewerContext } from './viewer.ts';

/** What all pages of the console have around their content: the bar, one heading, a way past them. */
export function Page(props: {
  readonly title: string;
  /** Something that was just done, read out at once. */
  readonly notice?: string | null;
  /** Seconds after which the page is loaded again; left out: never. */
  readonly refresh?: number;
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}) {
  const { notice, refresh, wide, children } = props;
  const title = undisguised(props.title);
  const { staff, sessionMs, address, stylesheet, script } = useContext(ViewerContext);
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        {refresh !== undefined && (
          <meta http-equiv="refresh" content={`${refresh};url=${quietAddress(address)}`} />
        )}
        <title>{title} – Member help console</title>
        <link rel="stylesheet" href={stylesheet} />
        <script src={script} defer />
      </head>
      <body {...(sessionMs === null ? {} : { 'data-session-ms': String(sessionMs) })}>
        <a class="skip" href="#content">
          Skip to content
        </a>
        <header class="bar">
          <a class="home" href="/staff">
            Member help
          </a>
          {staff && (
            <Form action="/staff/sign-out" class="who">
              <a href="/staff/account">{staff.name}</a> <span class="role">{staff.role}</span>{' '}
              <button type="submit">Sign out</button>
            </Form>
          )}
          {staff && <Nav />}
        </header>
        <main id="content" tabIndex={-1} class={wide ? 'wide' : undefined}>
          <h1>{title}</h1>
          {notice && (
            <p class="notice" role="status">
              {notice}
            </p>
          )}
          {children}
        </main>
      </body>
    </html>
  );
}

function Nav() {
  const { staff, nav, path } = useContext(ViewerContext);
  const seen = nav
    .filter(({ role }) => staff && includesRole(staff.role, role))
    .sort((a, b) => a.order - b.order);
  return (
    <nav aria-label="Console">
      <ul>
        {seen.map(({ href, label }) => {
          const here = path === href || path.startsWith(`${href}/`);
          return (
            <li key={href}>
              <a href={href} {...(here ? { 'aria-current': path === href ? 'page' : 'true' } : {})}>
                {label}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
