import type { NextAuthOptions } from "next-auth";
import credentialsProvider from "next-auth/providers/credentials";
import type { SignedIn, SignInOrigin } from "#lib/auth/open-session.ts";
import { SecondFactorRequired, SecondFactorWrong } from "#lib/auth/second-factor.ts";
import { sessionCookieName, sessionIdFrom } from "#lib/auth/session-cookie.ts";
import { revokeSessions, signInWithPassword, signInWithToken } from "#lib/auth/sign-in.ts";
import { SsoRefusal } from "#lib/auth/sso/refusal.ts";
import { type SsoSignIn, ssoSignIn } from "#lib/auth/sso/sign-in.ts";
import { authSecret, config } from "#lib/config/index.ts";
import { TooManyRequests } from "#lib/errors.ts";
import { logger } from "#lib/observability/logger.ts";
import { enterSupport, HANDED_OVER } from "#lib/support/handover.ts";

/**
 * next-auth carries the sign-in protocol (CSRF, cookies, redirects); who may sign in and which session counts is decided
 * by this folder's own modules. The JWT holds only a session id, which is looked up on every request.
 */
export function authOptions(
  sso: SsoSignIn | null = null,
  headers?: Record<string, unknown>,
): NextAuthOptions {
  // Its addresses follow the Host, which the server itself passes on; one fixed address would fail on every other host.
  process.env.AUTH_TRUST_HOST = "true";
  delete process.env.NEXTAUTH_URL;
  const secure = config().protocol === "https";
  const prefix = secure ? "__Host-" : "";
  const options = { httpOnly: true, sameSite: "lax" as const, path: "/", secure };
  return {
    secret: authSecret(),
    useSecureCookies: secure,
    session: { strategy: "jwt", maxAge: 30 * 24 * 3600 },
    cookies: {
      sessionToken: { name: sessionCookieName(), options },
      csrfToken: { name: `${prefix}cai-csrf`, options },
      callbackUrl: { name: `${prefix}cai-callback`, options },
      pkceCodeVerifier: { name: `${prefix}cai-sso-pkce`, options },
      state: { name: `${prefix}cai-sso-state`, options },
      nonce: { name: `${prefix}cai-sso-nonce`, options },
    },
    // By our own log: whoever likes can make a sign-in fail, and none of it is an error of ours.
    logger: {
      error: (code, about) =>
        logger().warn({ code, err: about instanceof Error ? about : about.error }, "sign-in was refused"),
      warn: () => {},
      debug: () => {},
    },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      credentialsProvider({
        id: "password",
        credentials: { email: { type: "email" }, password: { type: "password" }, code: { type: "text" } },
        authorize: (given, request) =>
          attempt("password", request.headers, () =>
            signInWithPassword(
              { email: given?.email ?? "", password: given?.password ?? "", code: given?.code },
              originOf(request.headers),
            ),
          ),
      }),
      credentialsProvider({
        id: "token",
        credentials: { token: { type: "text" }, code: { type: "text" } },
        authorize: (given, request) =>
          attempt("token", request.headers, () =>
            enterByToken(given?.token ?? "", originOf(request.headers), given?.code),
          ),
      }),
      ...(sso ? [sso.provider] : []),
    ],
    callbacks: {
      signIn: async ({ user, account }) => {
        if (account?.provider !== "sso") return true;
        const entered = sso && (await attempt("sso", headers, sso.enter));
        // next-auth got nothing of what the provider said; what it is given here goes into `jwt` below.
        if (entered) Object.assign(user, entered);
        return entered !== null;
      },
      jwt: ({ token, user }) => (user ? { sub: user.id, sid: (user as { sid?: string }).sid } : token),
      session: ({ session }) => ({ expires: session.expires }),
      // Only pages of this very host: a full URL elsewhere falls back to the start page.
      redirect: ({ url, baseUrl }) =>
        url.startsWith("/") && !url.startsWith("//")
          ? `${baseUrl}${url}`
          : url.startsWith(`${baseUrl}/`)
            ? url
            : baseUrl,
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === "string") await revokeSessions({ sessionId: token.sid });
      },
    },
  };
}

function enterByToken(
  token: string,
  origin: SignInOrigin,
  code: string | undefined,
): Promise<SignedIn | null> {
  return token.startsWith(HANDED_OVER) ? enterSupport(token, origin) : signInWithToken(token, origin, code);
}

/**
 * The options for one request: for those of single sign-on with the identity provider of the organisation that the host
 * stands for. A sentence's code where there is none, or it does not answer.
 */
export async function authOptionsFor({
  method,
  path,
  headers,
}: {
  method: string;
  path: readonly string[];
  headers: Record<string, unknown>;
}): Promise<NextAuthOptions | { refused: string }> {
  const [action, provider] = path;
  const isSso = provider === "sso" && (action === "callback" || (action === "signin" && method === "POST"));
  if (!isSso) return authOptions();
  try {
    return authOptions(await ssoSignIn(originOf(headers)), headers);
  } catch (error) {
    if (error instanceof SsoRefusal || error instanceof TooManyRequests) return { refused: error.code };
    throw error;
  }
}

async function attempt(
  method: "password" | "token" | "sso",
  headers: Record<string, unknown> | undefined,
  signIn: () => Promise<SignedIn | null>,
) {
  // Sign-ins that succeed stand in the organisation's audit log.
  const refused = (code: string) =>
    logger().info({ ...originOf(headers), method, code }, "sign-in was refused");
  try {
    const result = await signIn();
    if (!result) {
      refused("not_accepted");
      return null;
    }
    await endPrevious(headers);
    return { id: result.userId, sid: result.sessionId };
  } catch (error) {
    // next-auth hands the message of an error to the page as its code.
    if (
      error instanceof TooManyRequests ||
      error instanceof SecondFactorRequired ||
      error instanceof SecondFactorWrong ||
      error instanceof SsoRefusal
    ) {
      refused(error.code);
      throw new Error(error.code);
    }
    logger().error({ err: error }, "sign-in failed");
    throw new Error("internal_error");
  }
}

/** The session that this browser had here ends: its cookie is about to be replaced. */
async function endPrevious(headers: Record<string, unknown> | undefined): Promise<void> {
  const cookie = headers?.cookie;
  if (typeof cookie !== "string") return;
  const previous = await sessionIdFrom(new Headers({ cookie }));
  if (previous) await revokeSessions({ sessionId: previous });
}

function originOf(headers: Record<string, unknown> | undefined): SignInOrigin {
  const get = (name: string) => (typeof headers?.[name] === "string" ? headers[name] : null);
  return { host: get("host"), ip: get("x-real-client-ip"), userAgent: get("user-agent") };
}
