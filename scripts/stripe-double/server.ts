import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type BookedEvent, Books } from "./books.ts";
import { ENDPOINTS, type Endpoint } from "./endpoints.ts";
import { Failure } from "./failure.ts";
import { FAULTS, type Fault, Faults } from "./faults.ts";
import { parseForm } from "./form.ts";
import { IdempotencyKeys, type Reply } from "./idempotency.ts";
import { servePage } from "./pages.ts";
import { read, type Values } from "./shape.ts";

export interface StripeDouble {
  url: string;
  books: Books;
  faults: Faults;
  /** Calls that were carried out so far. */
  calls: Carried[];
  /** An event as it is posted: the bytes and their signature. */
  signed(event: BookedEvent): { body: string; signature: string };
  close(): Promise<void>;
}

export interface Carried {
  name: string;
  /** As they came: path, and form or query. */
  path: string;
  form: string;
  params: Values;
  key: string | null;
  /** What was answered; null for a refusal. */
  body: object | null;
}

export interface DoubleOptions {
  port?: number;
  secretKey?: string;
  webhookSecret?: string;
  /** Where events are posted to, until answered with 2xx, eight times at most; null: nowhere. */
  webhookUrl?: string | null;
}

/** Starts the local double of Stripe's API, with pages to pay on, in this process. */
export async function startStripeDouble(options: DoubleOptions = {}): Promise<StripeDouble> {
  const {
    port = 0,
    secretKey = "sk_test_double",
    webhookSecret = "whsec_double",
    webhookUrl = null,
  } = options;
  const books = new Books();
  const faults = new Faults();
  const calls: StripeDouble["calls"] = [];
  const keys = new IdempotencyKeys();
  const signed = (event: BookedEvent) => {
    const body = JSON.stringify(event);
    const t = Math.floor(Date.now() / 1000);
    const v1 = createHmac("sha256", webhookSecret).update(`${t}.${body}`).digest("hex");
    return { body, signature: `t=${t},v1=${v1}` };
  };
  const stopped = new AbortController();
  if (webhookUrl) books.onEvent = (event) => void post(webhookUrl, () => signed(event), stopped.signal);

  const server = createServer((request, response) => {
    serve({ request, response, books, faults, calls, keys, secretKey }).catch((error) => {
      console.error("stripe double:", error);
      answer(response, {
        status: 500,
        body: { error: { type: "api_error", message: String(error) } },
        headers: {},
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${portOf(server)}`;
  books.base = url;
  const close = () =>
    new Promise<void>((resolve) => {
      stopped.abort();
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url, books, faults, calls, signed, close };
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  books: Books;
  faults: Faults;
  calls: StripeDouble["calls"];
  keys: IdempotencyKeys;
  secretKey: string;
}

async function serve(exchange: Exchange): Promise<void> {
  const { request, response, books, faults } = exchange;
  const url = new URL(request.url ?? "/", "http://double");
  const text = await bodyOf(request);
  if (url.pathname.startsWith("/_double/")) return control(url.pathname, text, exchange);
  if (!url.pathname.startsWith("/v1/")) return servePage(books, url, request.method ?? "GET", text, response);

  const found = match(request.method ?? "GET", url.pathname);
  if (!found) {
    const message = `Unrecognized request URL (${request.method}: ${url.pathname}).`;
    return answer(response, failed(new Failure(404, message)));
  }
  const fault = faults.take(found.endpoint.name);
  if (fault === "lost_before") return void request.socket.destroy();
  if (fault === "slow_before") return faults.hold();
  const reply = await carryOut(exchange, found, request.method === "GET" ? url.search.slice(1) : text, fault);
  if (fault === "lost_after") return void request.socket.destroy();
  if (fault === "slow_after") return faults.hold();
  answer(response, reply);
}

async function carryOut(
  { request, books, calls, keys, secretKey }: Exchange,
  { endpoint, id }: { endpoint: Endpoint; id: string },
  form: string,
  fault: Fault | null,
): Promise<Reply> {
  try {
    authorise(request, secretKey);
    if (fault === "429") throw new Failure(429, "Too many requests in a short time.", { code: "rate_limit" });
    const key = request.method === "POST" ? (request.headers["idempotency-key"]?.toString() ?? null) : null;
    if (key !== null && key.length > 255)
      throw new Failure(400, "Idempotency keys have at most 255 characters.");
    return await keys.under(key, `${request.method} ${request.url} ${form}`, async () => {
      const params = read(endpoint.fields, parseForm(form));
      const call: Carried = { name: endpoint.name, path: pathOf(request), form, params, key, body: null };
      calls.push(call);
      if (fault === "500_before") return { reply: internal(), keep: true };
      if (fault === "402") return { reply: declined(), keep: true };
      // What is refused for its parameters is not kept; a declined card is.
      const body = attempt(() => endpoint.answer(books, id, params));
      if (body instanceof Failure && body.status !== 402) throw body;
      if (body instanceof Failure) return { reply: failed(body), keep: true };
      call.body = structuredClone(body);
      return fault === "500_after"
        ? { reply: internal(), keep: true }
        : { reply: { status: 200, body: structuredClone(body), headers: {} }, keep: true };
    });
  } catch (error) {
    if (error instanceof Failure) return failed(error);
    throw error;
  }
}

const pathOf = (request: IncomingMessage) => (request.url ?? "/").split("?")[0] ?? "/";

function attempt(work: () => object): object | Failure {
  try {
    return work();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

function authorise(request: IncomingMessage, secretKey: string): void {
  const given = request.headers.authorization ?? "";
  const basic = `Basic ${Buffer.from(`${secretKey}:`).toString("base64")}`;
  if (given !== `Bearer ${secretKey}` && given !== basic) throw new Failure(401, "Invalid API Key provided.");
  const type = request.headers["content-type"] ?? "";
  if (request.method === "POST" && !type.startsWith("application/x-www-form-urlencoded"))
    throw new Failure(
      400,
      "Invalid request (check that your POST content type is application/x-www-form-urlencoded).",
    );
}

function match(method: string, pathname: string): { endpoint: Endpoint; id: string } | null {
  const parts = pathname.split("/");
  for (const endpoint of ENDPOINTS) {
    const [wanted = "", pattern = ""] = endpoint.name.split(" ");
    const names = pattern.split("/");
    if (wanted !== method || names.length !== parts.length) continue;
    if (names.every((name, i) => name === "{id}" || name === parts[i]))
      return { endpoint, id: parts[names.indexOf("{id}")] ?? "" };
  }
  return null;
}

/** For browser tests in another process: `POST /_double/faults {call, fault, nth?}`, `GET /_double/state`. */
function control(pathname: string, text: string, exchange: Exchange): void {
  answer(exchange.response, controlled(pathname, text, exchange));
}

function controlled(pathname: string, text: string, { books, faults, calls }: Exchange): Reply {
  if (pathname === "/_double/faults") {
    const { call, fault, nth, times }: { call: string; fault: Fault; nth?: number; times?: number } =
      JSON.parse(text);
    if (!FAULTS.includes(fault) || !ENDPOINTS.some(({ name }) => name === call))
      return failed(new Failure(400, "No such fault, or no such call."));
    faults.add(call, fault, { ...(nth ? { nth } : {}), ...(times ? { times } : {}) });
    return { status: 200, body: { waiting: faults.left }, headers: {} };
  }
  const state = {
    customers: [...books.customers.values()],
    invoices: [...books.invoices.values()],
    events: books.events.map(({ id, type }) => ({ id, type })),
    calls,
  };
  return { status: 200, body: state, headers: {} };
}

function answer(response: ServerResponse, reply: Reply): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(reply.status, {
    "content-type": "application/json",
    "request-id": `req_${Date.now().toString(36)}`,
    ...reply.headers,
  });
  response.end(JSON.stringify(reply.body));
}

const failed = (failure: Failure): Reply => ({ status: failure.status, body: failure.body(), headers: {} });
const declined = (): Reply =>
  failed(new Failure(402, "Your card was declined.", { type: "card_error", code: "card_declined" }));
/** Stripe says of these that trying again under the same key gives the same. */
const internal = (): Reply => ({
  ...failed(new Failure(500, "An unknown error occurred.", { type: "api_error" })),
  headers: { "stripe-should-retry": "false" },
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

async function post(
  url: string,
  make: () => { body: string; signature: string },
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 0; attempt < 8 && !signal.aborted; attempt++) {
    const { body, signature } = make();
    const sent = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8", "stripe-signature": signature },
      body,
      signal,
    }).catch(() => null);
    if (sent?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt));
  }
}

function portOf(server: Server): number {
  const address: string | AddressInfo | null = server.address();
  if (address === null || typeof address === "string") throw new Error("The double has no port");
  return address.port;
}
