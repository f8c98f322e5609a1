import { z } from "zod";
import { config } from "#lib/config/index.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { hostOf, isLoopback, isPermittedHost } from "#lib/net/public-address.ts";

/** Ports below 1024 belong to other services than web servers; and those that browsers refuse as well, for what else may listen there. */
const REFUSED_PORTS = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6697, 10080,
]);

/** What keeps a URL from being an endpoint, in a sentence; null where nothing does. Names are checked again when they are connected to. */
export function refusalOf(text: string, allowLoopback = config().webhooks.allowLoopback): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url) return problemText("webhooks.wholeAddressHttps");
  const local = allowLoopback && (isLoopback(hostOf(url)) || /(^|\.)localhost$/i.test(url.hostname));
  if (url.protocol !== "https:" && !(local && url.protocol === "http:"))
    return problemText("webhooks.addressMustBegin");
  if (url.username || url.password) return problemText("webhooks.leaveUserPassword");
  if (url.hash) return problemText("webhooks.leavePartAfter");
  const port = url.port === "" ? null : Number(url.port);
  if (port !== null && (port < 1024 || REFUSED_PORTS.has(port))) return problemText("webhooks.port4431024");
  if (!isPermittedHost(url, { allowLoopback }) || (!/[.:]/.test(hostOf(url)) && !local))
    return problemText("webhooks.addressMustPublic");
  return null;
}

/** The URL of an endpoint, as the parser writes it. */
export const EndpointUrl = z
  .string()
  .trim()
  .max(2000)
  .superRefine((text, context) => {
    const refusal = refusalOf(text);
    if (refusal) context.addIssue({ code: "custom", message: refusal });
  })
  .transform((text) => new URL(text).href);
