import http from "node:http";
import https from "node:https";
import { keptText } from "#lib/i18n/kept-text.ts";
import {
  type AddressPolicy,
  AddressRefused,
  isPermittedHost,
  permittedLookup,
} from "#lib/net/public-address.ts";

/** Time for all of it: name, connection, request and the whole answer. */
const TIMEOUT_MS = 15_000;
/** Nothing beyond is read. */
const MAX_READ_BYTES = 64 * 1024;

export interface PostOptions extends AddressPolicy {
  timeoutMs?: number;
  /** Certificates of authorities that count beside the public ones: for receivers of tests. */
  ca?: string;
}

export interface PostAnswer {
  status: number;
  headers: Record<string, string>;
  /** Its first 64 KiB. */
  body: string;
}

/** No answer came; `code` is stable, the message says what was wrong at the receiver. */
export class PostFailed extends Error {
  readonly code: "address_refused" | "name_not_found" | "timed_out" | "tls_failed" | "connection_failed";
  constructor(code: PostFailed["code"], message: string, cause: unknown) {
    super(message, { cause });
    this.name = "PostFailed";
    this.code = code;
  }
}

/**
 * Sends a body to an address that somebody else has named, over a connection of its own. Only permitted addresses are
 * connected to, redirects are not followed. Throws `PostFailed`.
 */
export const post = (
  url: URL,
  headers: Record<string, string>,
  body: string,
  options: PostOptions = {},
): Promise<PostAnswer> => request("POST", url, headers, body, options);

/** Reads what stands at such an address, in the same way. */
export const get = (
  url: URL,
  headers: Record<string, string>,
  options: PostOptions = {},
): Promise<PostAnswer> => request("GET", url, headers, "", options);

async function request(
  method: "GET" | "POST",
  url: URL,
  headers: Record<string, string>,
  body: string,
  { timeoutMs = TIMEOUT_MS, ca, ...policy }: PostOptions,
): Promise<PostAnswer> {
  // A literal address never comes to the look-up.
  if (!isPermittedHost(url, policy)) throw failure(new AddressRefused(url.hostname), timeoutMs);
  const signal = AbortSignal.timeout(timeoutMs);
  const options = { method, headers, lookup: permittedLookup(policy), signal, agent: false };
  try {
    return await new Promise<PostAnswer>((resolve, reject) => {
      const outgoing =
        url.protocol === "https:"
          ? https.request(url, { ...options, ...(ca ? { ca } : {}) })
          : http.request(url, options);
      outgoing.on("response", (incoming) => readAnswer(incoming).then(resolve, reject));
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  } catch (error) {
    throw failure(error, timeoutMs, signal.aborted);
  }
}

async function readAnswer(incoming: http.IncomingMessage): Promise<PostAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop early ends the connection.
  for await (const chunk of incoming) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= MAX_READ_BYTES) break;
  }
  return {
    status: incoming.statusCode ?? 0,
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(", ") : (value ?? ""),
      ]),
    ),
    body: Buffer.concat(chunks).subarray(0, MAX_READ_BYTES).toString("utf8"),
  };
}

function failure(error: unknown, timeoutMs: number, timedOut = false): PostFailed {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (timedOut)
    return new PostFailed("timed_out", keptText("no_answer", { seconds: timeoutMs / 1000 }), error);
  if (error instanceof AddressRefused) return new PostFailed("address_refused", error.message, error);
  if (/^(ENOTFOUND|ENODATA|ESERVFAIL|ETIMEOUT|EREFUSED|EBADNAME|EBADRESP|EAI_)/.test(code))
    return new PostFailed("name_not_found", keptText("name_not_found"), error);
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO|HOSTNAME)/.test(code))
    return new PostFailed("tls_failed", keptText("tls_failed", { code }), error);
  return new PostFailed(
    "connection_failed",
    code ? keptText("connection_failed_by", { code }) : keptText("connection_failed"),
    error,
  );
}
