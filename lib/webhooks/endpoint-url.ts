import { z } from "zod";
import { config } from "#lib/config/index.ts";
import { hostOf, isLoopback, isPermittedHost } from "#lib/net/public-address.ts";

/** Ports below 1024 belong to other services than web servers; and those that browsers refuse as well, for what else may listen there. */
const REFUSED_PORTS = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6697, 10080,
]);

/** What keeps a URL from being an endpoint, in a sentence; null where nothing does. Names are checked again when they are connected to. */
export function refusalOf(text: string, allowLoopback = config().webhooks.allowLoopback): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url) return "Give a whole address such as https://example.com/webhooks.";
  const local = allowLoopback && (isLoopback(hostOf(url)) || /(^|\.)localhost$/i.test(url.hostname));
  if (url.protocol !== "https:" && !(local && url.protocol === "http:"))
    return "The address must begin with https://.";
  if (url.username || url.password)
    return "Leave the user name and password out of the address: check our signature instead.";
  if (url.hash) return "Leave the part after # out of the address: it is never sent.";
  const port = url.port === "" ? null : Number(url.port);
  if (port !== null && (port < 1024 || REFUSED_PORTS.has(port)))
    return "Use the port 443, or one from 1024 on that belongs to no other service.";
  if (!isPermittedHost(url, { allowLoopback }) || (!/[.:]/.test(hostOf(url)) && !local))
    return "The address must be on the public internet, so that it can be reached from here.";
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
