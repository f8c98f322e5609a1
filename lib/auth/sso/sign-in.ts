import { and, eq } from "drizzle-orm";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { ssoConnections } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import type { SignedIn, SignInOrigin } from "#lib/auth/open-session.ts";
import { addressBlock, countAttempt } from "#lib/auth/rate-limit.ts";
import { unseal } from "#lib/auth/seal.ts";
import { tenantOfHost } from "#lib/auth/sign-in.ts";
import { discover } from "#lib/auth/sso/discover.ts";
import { enterBySso } from "#lib/auth/sso/enter.ts";
import { exchangeCode, type SsoClaims } from "#lib/auth/sso/exchange.ts";
import { SsoRefusal } from "#lib/auth/sso/refusal.ts";
import { logger } from "#lib/observability/logger.ts";

/** What the secret of an organisation's identity provider is sealed for. */
export const sealedForSso = (tenantId: string) => `sso client ${tenantId}`;

const PER_ADDRESS = { attempts: 300, windowSeconds: 15 * 60 };

/** One request of a sign-in by single sign-on: the provider for next-auth, and the way in with what it said. */
export interface SsoSignIn {
  provider: OAuthConfig<Record<string, unknown>>;
  enter: () => Promise<SignedIn>;
}

/**
 * The identity provider of the organisation that this host stands for: no other one's is ever asked here. Throws
 * `SsoRefusal` where there is none or it does not answer, `TooManyRequests` beyond 300 requests an address in 15 minutes.
 */
export async function ssoSignIn(origin: SignInOrigin): Promise<SsoSignIn> {
  await countAttempt(`sso:${addressBlock(origin.ip)}`, PER_ADDRESS);
  const { tenant, connection } = await withSystem(async (tx) => {
    const tenant = await tenantOfHost(tx, origin.host);
    if (!tenant) throw new SsoRefusal("sso_off");
    const [connection] = await tx
      .select()
      .from(ssoConnections)
      .where(and(eq(ssoConnections.tenantId, tenant.id), eq(ssoConnections.isEnabled, true)));
    if (!connection) throw new SsoRefusal("sso_off");
    return { tenant, connection };
  });
  const metadata = await discover(connection.issuer).catch((error: unknown) => {
    logger().warn({ err: error, tenant_id: tenant.id }, "identity provider failed");
    throw new SsoRefusal("sso_unavailable", error);
  });
  const { clientId } = connection;
  let said: SsoClaims | null = null;
  return {
    provider: {
      id: "sso",
      name: "Single sign-on",
      type: "oauth",
      idToken: true,
      checks: ["pkce", "state", "nonce"],
      issuer: metadata.issuer,
      clientId,
      // What asks for the token is ours (below); next-auth needs no secret.
      authorization: { url: metadata.authorization_endpoint, params: { scope: "openid email profile" } },
      token: {
        url: metadata.token_endpoint,
        request: async ({ params, checks, provider }) => {
          const { state, code, iss } = params;
          const nonce = "nonce" in checks ? checks.nonce : undefined;
          if (!checks.state || state !== checks.state) throw new Error("The state is of another sign-in");
          // RFC 9207: an answer of another provider is not taken for this one's.
          if (
            iss === undefined
              ? metadata.authorization_response_iss_parameter_supported
              : iss !== metadata.issuer
          )
            throw new Error("The answer came from another provider");
          if (!code || !checks.code_verifier || !nonce) throw new Error("The answer has no code");
          said = await exchangeCode({
            provider: metadata,
            clientId,
            clientSecret: unseal(connection.clientSecret, sealedForSso(tenant.id)),
            redirectUri: provider.callbackUrl,
            code,
            codeVerifier: checks.code_verifier,
            nonce,
          });
          return { tokens: {} };
        },
      },
      userinfo: { request: async () => ({ sub: said?.subject ?? "" }) },
      profile: () => ({ id: said?.subject ?? "" }),
    },
    enter: () => {
      if (!said) throw new SsoRefusal("sso_failed");
      return enterBySso(tenant.id, said, origin);
    },
  };
}
