import NextAuth from "next-auth";
import { authOptions } from "#lib/auth/next-auth.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

/** Far above what a sign-in form sends; next-auth itself reads a body whatever its size. */
const MAX_BODY_BYTES = 64 * 1024;

const handler = (request: Request, context: Context): Promise<Response> => {
  const length = Number(request.headers.get("content-length") ?? 0);
  if (length > MAX_BODY_BYTES || request.headers.has("transfer-encoding")) {
    return Promise.resolve(new Response(null, { status: 413 }));
  }
  return NextAuth(authOptions())(request, context);
};

export { handler as GET, handler as POST };
