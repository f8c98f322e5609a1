import { randomInt } from "node:crypto";
import NextAuth from "next-auth";
import { authOptionsFor } from "#lib/auth/next-auth.ts";

export interface Reply {
  status: number;
  location: string;
  json: unknown;
  /** As the browser would keep them, and the header lines they came by. */
  cookies: Record<string, string>;
  setCookie: string[];
}

/** A browser at one host: calls next-auth's handler as Next's server would, and keeps the cookies. */
export function browser(host: string) {
  const kept: Record<string, string> = {};
  const ip = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;
  return async (
    method: "GET" | "POST",
    path: string,
    body: Record<string, string> = {},
    headers: Record<string, string> = {},
  ): Promise<Reply> => {
    const reply: Reply = { status: 200, location: "", json: undefined, cookies: kept, setCookie: [] };
    const response = {
      status: (status: number) => {
        reply.status = status;
        return response;
      },
      setHeader: (name: string, value: string | string[]) => {
        if (name.toLowerCase() === "set-cookie") reply.setCookie = [value].flat();
        if (name.toLowerCase() === "location") reply.location = String(value);
        return response;
      },
      getHeader: (name: string) => (name.toLowerCase() === "set-cookie" ? reply.setCookie : undefined),
      json: (value: unknown) => Object.assign(reply, { json: value }),
      send: (value: unknown) => Object.assign(reply, { json: value }),
      end: () => response,
    };
    const [pathname = "", search] = path.split("?");
    const nextauth = pathname.split("/");
    const request = {
      method,
      query: { nextauth, ...Object.fromEntries(new URLSearchParams(search)) },
      cookies: kept,
      body,
      headers: {
        host,
        "x-forwarded-host": host,
        "x-forwarded-proto": "http",
        "x-real-client-ip": ip,
        "user-agent": "test",
        ...headers,
      },
    };
    const cookie = Object.entries(kept).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    const options = await authOptionsFor({
      method,
      path: nextauth,
      headers: { ...request.headers, cookie: cookie.join("; ") },
    });
    if ("refused" in options) return { ...reply, status: 302, location: `/sign-in?error=${options.refused}` };
    await NextAuth(options)(request, response);
    for (const line of reply.setCookie) {
      const [pair = ""] = line.split(";");
      kept[pair.slice(0, pair.indexOf("="))] = decodeURIComponent(pair.slice(pair.indexOf("=") + 1));
    }
    return reply;
  };
}

/** Signs in by password or by the token of a link. */
export async function signIn(
  visit: ReturnType<typeof browser>,
  credentials: Record<string, string>,
  callbackUrl = "/dashboard",
) {
  const csrfToken = await csrf(visit);
  return visit("POST", `callback/${"token" in credentials ? "token" : "password"}`, {
    ...credentials,
    csrfToken,
    callbackUrl,
  });
}

export async function csrf(visit: ReturnType<typeof browser>): Promise<string> {
  const { json } = await visit("GET", "csrf");
  return typeof json === "object" && json && "csrfToken" in json ? String(json.csrfToken) : "";
}
