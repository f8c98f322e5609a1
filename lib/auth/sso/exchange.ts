import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from "jose";
import { z } from "zod";
import { jsonOf, type ProviderMetadata, reach, reached, readJson } from "#lib/auth/sso/discover.ts";
import { post } from "#lib/webhooks/post.ts";

/** What an identity provider says of a person. */
export interface SsoClaims {
  issuer: string;
  subject: string;
  /** Lower case; null where it gives none, or does not say that it is verified. */
  email: string | null;
  name: string;
  /** The provider asked for more than one factor (`mfa` of RFC 8176). */
  secondFactor: boolean;
}

/** By asymmetric keys only: a provider's public key, or our own secret, must never count as a key that signs. */
const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
const CLOCK_TOLERANCE_SECONDS = 30;

const Tokens = z.object({ id_token: z.string(), access_token: z.string().optional() });
const KeySet = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });
const Person = z.object({
  sub: z.string().min(1).max(255),
  email: z.email().max(254).optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
  name: z.string().max(500).optional().catch(undefined),
});

export interface Exchange {
  provider: ProviderMetadata;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
  code: string;
  codeVerifier: string;
  nonce: string;
}

/**
 * Gives the code for the ID token, and checks that token: signature by the provider's keys, issuer, audience, expiry and
 * nonce. What it does not say of the person is asked of the userinfo endpoint. Throws what was wrong.
 */
export async function exchangeCode(given: Exchange): Promise<SsoClaims> {
  const { provider } = given;
  const tokens = Tokens.parse(await requestTokens(given));
  const claims = await verifyIdToken(tokens.id_token, given);
  const own = Person.parse(claims);
  const asked =
    own.email === undefined && provider.userinfo_endpoint && tokens.access_token
      ? Person.parse(
          await readJson(new URL(provider.userinfo_endpoint), "person", {
            authorization: `Bearer ${tokens.access_token}`,
          }),
        )
      : own;
  if (asked.sub !== own.sub) throw new Error("The userinfo endpoint speaks of somebody else");
  const amr = claims.amr;
  return {
    issuer: provider.issuer,
    subject: own.sub,
    email: asked.email_verified === true ? (asked.email?.toLowerCase() ?? null) : null,
    name: (asked.name ?? own.name ?? "").trim().slice(0, 120),
    secondFactor: Array.isArray(amr) && amr.includes("mfa"),
  };
}

async function requestTokens(given: Exchange): Promise<unknown> {
  const { provider, clientId, clientSecret } = given;
  const form = new URLSearchParams({
    grant_type: "authorization_code",
    code: given.code,
    redirect_uri: given.redirectUri,
    code_verifier: given.codeVerifier,
  });
  const headers: Record<string, string> = {
    accept: "application/json",
    "content-type": "application/x-www-form-urlencoded",
  };
  if (provider.token_endpoint_auth_methods_supported.includes("client_secret_basic"))
    headers.authorization = `Basic ${Buffer.from(`${formEncoded(clientId)}:${formEncoded(clientSecret)}`).toString("base64")}`;
  else {
    form.set("client_id", clientId);
    form.set("client_secret", clientSecret);
  }
  const body = form.toString();
  headers["content-length"] = String(Buffer.byteLength(body));
  const url = new URL(provider.token_endpoint);
  return jsonOf(await reached(() => post(url, headers, body, reach())), url, "tokens");
}

/** As a form writes it (RFC 6749, 2.3.1). */
const formEncoded = (text: string) => new URLSearchParams({ "": text }).toString().slice(1);

async function verifyIdToken(
  token: string,
  { provider, clientId, nonce }: Pick<Exchange, "provider" | "clientId" | "nonce">,
): Promise<JWTPayload> {
  const { keys } = KeySet.parse(await readJson(new URL(provider.jwks_uri), "keys"));
  const { payload } = await jwtVerify(token, createLocalJWKSet({ keys } as unknown as JSONWebKeySet), {
    issuer: provider.issuer,
    audience: clientId,
    algorithms: ALGORITHMS,
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    requiredClaims: ["sub", "exp", "iat"],
  });
  if (payload.nonce !== nonce) throw new Error("The ID token is of another sign-in: its nonce differs");
  const others = Array.isArray(payload.aud) && payload.aud.length > 1;
  if ((others || payload.azp !== undefined) && payload.azp !== clientId)
    throw new Error("The ID token was given out for another client");
  return payload;
}
