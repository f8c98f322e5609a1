import { z } from "zod";
import { readTenantLogo } from "#lib/branding/read-logo.ts";
import { removeLogo } from "#lib/branding/remove-logo.ts";
import { uploadLogo } from "#lib/branding/upload-logo.ts";
import { route } from "#lib/http/route.ts";

/** A picture and nothing else, wherever it is opened; mails show it too. */
const HEADERS = {
  "content-type": "image/png",
  "content-security-policy": "default-src 'none'; sandbox",
  "cross-origin-resource-policy": "cross-origin",
};

export const GET = route(
  {
    summary: "The organisation's logo, as PNG",
    access: "public",
    query: z.object({
      /** The version in `logo_url`: that picture never changes. */
      v: z.string().max(64).optional(),
    }),
    produces: "image/png",
  },
  async ({ ctx, query, request }) => {
    const { png, version } = await readTenantLogo(ctx.tenant);
    const etag = `"${version}"`;
    const isNamed = query.v !== undefined && version.startsWith(query.v) && query.v.length >= 16;
    const headers = {
      ...HEADERS,
      etag,
      "cache-control": isNamed ? "public, max-age=31536000, immutable" : "no-cache",
    };
    if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
    return new Response(new Uint8Array(png), { headers });
  },
);

export const PUT = route(
  {
    summary: "Upload the organisation's logo (PNG, JPEG or WebP, form field `file`)",
    access: "admin",
    body: "multipart",
    response: z.object({ logo_url: z.string(), revision: z.number() }),
    versioned: true,
  },
  ({ ctx, request }) => uploadLogo(ctx, request),
);

export const DELETE = route(
  {
    summary: "Take the organisation's logo away",
    access: "admin",
    response: z.object({ revision: z.number() }),
    versioned: true,
  },
  ({ ctx, request }) => removeLogo(ctx, request.headers.get("if-match")),
);
