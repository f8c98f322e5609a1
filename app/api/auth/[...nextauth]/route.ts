import NextAuth from "next-auth";
import { authOptionsFor } from "#lib/auth/next-auth.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

/** Far above what a sign-in form sends; next-auth itself reads a body whatever its size. */
const MAX_BODY_BYTES = 64 * 1024;

async function handler(request: Request, context: Context): Promise<Response> {
  const length = Number(request.headers.get("content-length") ?? 0);
  if (length > MAX_BODY_BYTES || request.headers.has("transfer-encoding"))
    return new Response(null, { status: 413 });
  const options = await authOptionsFor({
    method: request.method,
    path: (await context.params).nextauth,
    headers: Object.fromEntries(request.headers),
  });
  if (!("refused" in options)) return NextAuth(options)(request, context);
  const url = `/sign-in?error=${options.refused}`;
  // As next-auth answers: a page's script is told the address, a browser that came back is sent there.
  return request.method === "POST"
    ? Response.json({ url })
    : new Response(null, { status: 302, headers: { location: url } });
}

export { handler as GET, handler as POST };
