import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import Provider from "oidc-provider";

/** Whom the provider knows: by what it calls them, and what it says of them. */
export interface Person {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
}

/** What the header that tests sign in by is called; without it the provider shows a form, as to a browser. */
export const PERSON_HEADER = "x-test-person";

export interface IdentityProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  people: Map<string, Person>;
  /** Changes the claims of the ID tokens given out from now on, signed anew by the provider's own key. */
  tamper: ((claims: JWTPayload) => JWTPayload) | null;
  stop(): Promise<void>;
}

/** An OpenID Connect provider over HTTP on this machine, with one client. */
export async function startIdentityProvider(redirectUris: string[]): Promise<IdentityProvider> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: "only", alg: "RS256", use: "sig" };
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const self: IdentityProvider = {
    issuer,
    clientId: "construction-ai",
    clientSecret: "a secret of the test's client",
    people: new Map(),
    tamper: null,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: self.clientId,
        client_secret: self.clientSecret,
        redirect_uris: redirectUris,
        response_types: ["code"],
        grant_types: ["authorization_code"],
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ["signs the provider's cookies"] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    features: { devInteractions: { enabled: false } },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
    },
    pkce: { required: () => true },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: () => ({ ...self.people.get(sub), sub }),
    }),
    // Nobody is asked for consent: the organisation has given it.
    loadExistingGrant: async (ctx) => {
      const accountId = ctx.oidc.session?.accountId;
      const grant = new ctx.oidc.provider.Grant({
        ...(accountId ? { accountId } : {}),
        clientId: self.clientId,
      });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
  provider.use(async (ctx, next) => {
    await next();
    const body: unknown = ctx.body;
    if (!self.tamper || !body || typeof body !== "object" || !("id_token" in body)) return;
    const [, payload = ""] = String(body.id_token).split(".");
    const claims: JWTPayload = JSON.parse(Buffer.from(payload, "base64url").toString());
    body.id_token = await new SignJWT(self.tamper(claims))
      .setProtectedHeader({ alg: "RS256", kid: "only" })
      .sign(privateKey);
  });
  const handle = provider.callback();
  server.on("request", (request, response) => {
    if (!request.url?.startsWith("/interaction/")) return void handle(request, response);
    signInThere(provider, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  return self;
}

async function signInThere(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://provider");
  const person = request.headers[PERSON_HEADER] ?? url.searchParams.get("person");
  if (typeof person === "string")
    return provider.interactionFinished(request, response, { login: { accountId: person } });
  response
    .writeHead(200, { "content-type": "text/html" })
    .end(
      `<!doctype html><html lang="en"><title>Sign in at the provider</title><main><h1>Sign in at the provider</h1><form><label>Account <input name="person"></label> <button>Go on</button></form></main></html>`,
    );
}
