import type { NextAuthOptions } from "next-auth";
import credentialsProvider from "next-auth/providers/credentials";
import { sessionCookieName } from "#lib/auth/session-cookie.ts";
import {
  revokeSessions,
  type SignedIn,
  type SignInOrigin,
  signInWithPassword,
  signInWithToken,
} from "#lib/auth/sign-in.ts";
import { authSecret, config } from "#lib/config/index.ts";
import { TooManyRequests } from "#lib/errors.ts";
import { logger } from "#lib/observability/logger.ts";

/**
 * next-auth carries the sign-in protocol (CSRF, cookies, redirects); who may sign in and which session counts is decided
 * by this folder's own modules. The JWT holds only a session id, which is looked up on every request.
 */
export function authOptions(): NextAuthOptions {
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
    },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      credentialsProvider({
        id: "password",
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: (given, request) =>
          attempt(() =>
            signInWithPassword(
              { email: given?.email ?? "", password: given?.password ?? "" },
              originOf(request.headers),
            ),
          ),
      }),
      credentialsProvider({
        id: "token",
        credentials: { token: { type: "text" } },
        authorize: (given, request) =>
          attempt(() => signInWithToken(given?.token ?? "", originOf(request.headers))),
      }),
    ],
    callbacks: {
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

async function attempt(signIn: () => Promise<SignedIn | null>) {
  try {
    const result = await signIn();
    return result ? { id: result.userId, sid: result.sessionId } : null;
  } catch (error) {
    // next-auth hands the message of an error to the page as its code.
    if (error instanceof TooManyRequests) throw new Error("too_many_requests");
    logger().error({ err: error }, "sign-in failed");
    throw new Error("internal_error");
  }
}

function originOf(headers: Record<string, unknown> | undefined): SignInOrigin {
  const get = (name: string) => (typeof headers?.[name] === "string" ? headers[name] : null);
  return { host: get("host"), ip: get("x-real-client-ip"), userAgent: get("user-agent") };
}
