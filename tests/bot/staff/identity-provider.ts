import { createServer } from 'node:http';
import Provider from 'oidc-provider';
import { freePort } from '../../servers/free-port.ts';

/** A person the provider knows. */
export interface ProviderPerson {
  readonly name: string;
  readonly groups: readonly string[];
}

/** A real OpenID Connect provider on this machine, whose sign-in page lets in whoever the test says. */
export interface IdentityProvider {
  readonly issuer: string;
  /** Who signs in next; null: they cancel. */
  next: (ProviderPerson & { readonly subject: string }) | null;
  /** Goes through the provider's pages as a browser would and returns where it sends the browser back to. */
  visit(authorization: string): Promise<string>;
  stop(): Promise<void>;
}

export const CLIENT = { id: 'member-help-console', secret: 'a-secret-of-this-test-only-0123456789' };

export async function startIdentityProvider(redirect: string): Promise<IdentityProvider> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const people = new Map<string, ProviderPerson>();
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirect],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username', 'groups'], email: ['email'] },
    // The console asks for the claims in the id token itself.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ['a-key-of-this-test'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: async (_context, subject) => ({
      accountId: subject,
      claims: async () => {
        const person = people.get(subject);
        return { sub: subject, preferred_username: person?.name, groups: person?.groups };
      },
    }),
  });
  const self: IdentityProvider = {
    issuer,
    next: null,
    visit: async authorization => {
      const cookies = new Map<string, string>();
      let at = authorization;
      while (at.startsWith(issuer)) {
        const answer = await fetch(at, {
          headers: { cookie: [...cookies].map(pair => pair.join('=')).join('; ') },
          redirect: 'manual',
        });
        for (const cookie of answer.headers.getSetCookie()) {
          const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
          cookies.set(name, value);
        }
        const location = answer.headers.get('location');
        if (!location)
          throw new Error(`the provider stopped at ${at}: ${answer.status} ${await answer.text()}`);
        at = new URL(location, at).href;
      }
      return at;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
  const handle = provider.callback();
  const server = createServer(async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) {
      handle(request, response);
      return;
    }
    const { next } = self;
    if (!next) {
      await provider.interactionFinished(request, response, { error: 'access_denied' });
      return;
    }
    const { prompt, params } = await provider.interactionDetails(request, response);
    people.set(next.subject, next);
    if (prompt.name === 'login') {
      await provider.interactionFinished(request, response, { login: { accountId: next.subject } });
      return;
    }
    const grant = new provider.Grant({ accountId: next.subject, clientId: String(params['client_id']) });
    grant.addOIDCScope('openid profile email');
    await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  });
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve));
  return self;
}
