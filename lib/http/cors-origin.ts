import { z } from "zod";
import { config } from "#lib/config/index.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";

/** More of them than any organisation has pages for. */
const MOST = 20;

/** Exact origins, as browsers send them: scheme, host and port where it is not the scheme's own. No wildcard. */
export const CorsOrigins = z
  .array(z.string().trim().max(300))
  .max(MOST, issueText("http.mostOrigins", { most: MOST }))
  .transform((given, context) => {
    const origins = given.map((text) => originOf(text));
    const wrong = given.find((_text, at) => origins[at] === null);
    if (wrong !== undefined)
      context.addIssue({
        code: "custom",
        message: problemText("http.originAllowedExactly", { wrong: JSON.stringify(wrong) }),
      });
    return [...new Set(origins.flatMap((origin) => origin ?? []))];
  });

function originOf(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { origin, protocol, hostname } = new URL(text);
  const exact = text.toLowerCase().replace(/\/$/, "") === origin;
  if (!exact || hostname.includes("*")) return null;
  if (protocol === "https:") return hostname.includes(".") ? origin : null;
  // Where the platform itself runs without TLS, on a developer's machine, so may their pages.
  const local = hostname === "localhost" || hostname === "127.0.0.1";
  return protocol === "http:" && local && config().protocol === "http" ? origin : null;
}
