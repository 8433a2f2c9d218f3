// A certified OpenID provider (oidc-provider) on the loopback, for tests: discovery, PKCE, codes, keys and userinfo are real. What a test wants to be wrong is put
// into the ID token behind it, signed with the provider's own key. The tests say over HTTP who has an account; whoever types that name at the provider is signed in.
//   PUT /_accounts/NAME {claims, idToken?, deny?}     claims of the person; claims that are laid over those of the ID token; refuses instead
// Prints one line of JSON, {issuer}, when it is ready; ends when its standard input does.
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, importJWK, decodeJwt, SignJWT } from 'jose';
import Provider from 'oidc-provider';

// Standard output is for what the tests read.
console.info = console.error;
const [clientId, clientSecret] = ['pilotlight', 'a secret of the tests'];
const accounts = new Map();
const { privateKey } = await generateKeyPair('RS256', { extractable: true });
const jwk = { ...await exportJWK(privateKey), kid: 'test', use: 'sig', alg: 'RS256' };
const signingKey = await importJWK(jwk, 'RS256');

const server = createServer();
await new Promise(resolve => server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  jwks: { keys: [jwk] },
  clients: [{
    client_id: clientId,
    client_secret: clientSecret,
    token_endpoint_auth_method: 'client_secret_post',
    // Filled in by the tests, which know the portal's port later than this begins.
    redirect_uris: ['http://127.0.0.1:1/'],
    post_logout_redirect_uris: [],
  }],
  cookies: { keys: ['only for tests'] },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true, logoutSource: askToSignOut } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  // The person agreed to everything already.
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope('openid profile email');
    await grant.save();
    return grant;
  },
  findAccount: (_, id) => accounts.has(id) ? { accountId: id, claims: () => ({ ...accounts.get(id).claims, sub: id }) } : undefined,
});

// Any address of this machine may be the portal's.
provider.Client.prototype.redirectUriAllowed = value => new URL(value).hostname === '127.0.0.1';
provider.Client.prototype.postLogoutRedirectUriAllowed = value => new URL(value).hostname === '127.0.0.1';

provider.use(async (ctx, next) => {
  await next();
  if (ctx.path !== '/token' || !ctx.body?.id_token) return;
  const claims = decodeJwt(ctx.body.id_token);
  const over = accounts.get(claims.sub)?.idToken;
  if (over) ctx.body.id_token = await new SignJWT({ ...claims, ...over }).setProtectedHeader({ alg: 'RS256', kid: 'test', typ: 'JWT' }).sign(signingKey);
});

const callback = provider.callback();
server.on('request', (request, response) => {
  handle(request, response).catch(error => {
    console.error(error);
    response.writeHead(500).end(String(error));
  });
});
console.log(JSON.stringify({ issuer }));
process.stdin.resume().on('end', () => process.exit(0));

async function handle(request, response) {
  const url = new URL(request.url, issuer);
  if (request.method === 'PUT' && url.pathname.startsWith('/_accounts/')) {
    accounts.set(decodeURIComponent(url.pathname.slice('/_accounts/'.length)), JSON.parse(await body(request)));
    response.writeHead(204).end();
    return;
  }
  if (url.pathname === '/favicon.ico') {
    response.writeHead(204).end();
    return;
  }
  if (!url.pathname.startsWith('/interaction/')) {
    callback(request, response);
    return;
  }
  const { prompt } = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(
      `<!doctype html><html lang="en"><title>Provider</title><h1>Provider</h1><form method="post"><label>Name <input name="login" autofocus></label><button>Sign in</button></form><p>${prompt.name}</p></html>`);
    return;
  }
  const name = new URLSearchParams(await body(request)).get('login') ?? '';
  const account = accounts.get(name);
  await provider.interactionFinished(request, response, !account || account.deny
    ? { error: 'access_denied', error_description: 'Not today.' }
    : { login: { accountId: name, amr: ['pwd'] } }, { mergeWithLastSubmission: false });
}

/** The library's own page asks the network for a font. */
function askToSignOut(ctx, form) {
  ctx.type = 'html';
  ctx.body = `<!doctype html><html lang="en"><title>Provider</title><h1>Sign out?</h1>${form}<button form="op.logoutForm" name="logout" value="yes">Yes</button></html>`;
}

async function body(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
