import http from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import next from "next";
import { closePools } from "#db/client.ts";
import { config } from "#lib/config/index.ts";
import { BUILD_HEADER, buildId } from "#lib/http/build-id.ts";
import { preflight } from "#lib/http/cors.ts";
import { inLocale, localeOfHeaders } from "#lib/i18n/request-locale.ts";
import { logger } from "#lib/observability/logger.ts";
import { startMetrics } from "#lib/observability/metrics/start.ts";
import { announceStop } from "#lib/observability/stopping.ts";
import { fewerNextSpans } from "#lib/observability/tracing/fewer-next-spans.ts";
import { traceRequest } from "#lib/observability/tracing/request-span.ts";
import { startTracing } from "#lib/observability/tracing/start.ts";
import { diskStoreHandler } from "#lib/storage/index.ts";
import { hostTarget, originOf } from "#lib/tenancy/host.ts";
import { returnLeases } from "#lib/usage/admit-call.ts";
import { flushCalls } from "#lib/usage/meter-calls.ts";
import { askReadiness } from "./ask-readiness.ts";
import { drainable } from "./drain.ts";
import { endTelemetry } from "./end-telemetry.ts";
import { guardFloods } from "./guard-floods.ts";
import { sampleHealth } from "./sample-health.ts";
import { secureHeaders } from "./secure-headers.ts";
import { atMost, SETTLE_MS, shutdownTimes } from "./shutdown-times.ts";
import { surviveOutage } from "./survive-outage.ts";

surviveOutage();
startTracing("web");
fewerNextSpans();
const metrics = startMetrics("web");
const dev = process.argv.includes("--dev");
const { port, protocol, trustProxy, rootDomain, bindAddress, api, database, shutdown } = config();
const [hostname = "localhost"] = rootDomain.split(":");

const objects = diskStoreHandler();
const build = buildId();

const server = http.createServer(async (request, response) => {
  try {
    // Several layers of ours and of Next's listen for its end.
    response.setMaxListeners(30);
    drain.watch(response);
    secureHeaders(response, protocol);
    if (build) response.setHeader(BUILD_HEADER, build);
    cleanHeaders(request);
    if (!METHODS.has(request.method ?? "")) return void response.writeHead(405).end();
    await traceRequest(request, response, () => serve(request, response));
  } catch (error) {
    logger().error({ err: error }, "request failed outside the application");
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
});
const drain = drainable(server, { upgrades: dev });
// Next attaches its hot-reload socket to this very server, or development pages reload for ever. Elsewhere it listens for
// upgrades where none arrive: it would leave a stranger's socket open.
const httpServer = dev ? server : http.createServer();
const app = next({ dev, dir: process.cwd(), hostname, port, httpServer });
await app.prepare();
const answer = app.getRequestHandler();
const handle: typeof answer = (request, response, url) =>
  inLocale(localeOfHeaders(request.headers.cookie, request.headers["accept-language"]), () =>
    answer(request, response, url),
  );
const guard = guardFloods(handle, {
  // Less than all connections to the database, whoever floods.
  atOnce: Math.max(1, Math.floor((database?.poolSize ?? 10) * 0.8)),
  mostWaiting: api.rateBurst,
  singleFileMs: 5000,
  spacingMs: 1000 / api.ratePerSecond,
  holdMs: 1000,
  mostHeld: 10_000,
  mostHeldOfOne: 1000,
  streamsAfterMs: 2000,
});

// Uploads of gigabytes take longer than the default five minutes; idle sockets are cut by the keep-alive limit.
server.requestTimeout = 0;
server.headersTimeout = 20_000;
server.keepAliveTimeout = 65_000;
server.listen(port, bindAddress);
const sampling = sampleHealth(() => askReadiness(bindAddress, port));

async function serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  if (objects && (await objects(request, response))) return;
  if (isPreflight(request)) return await answerPreflight(request, response);
  if (isStatusElsewhere(request))
    return void response
      .writeHead(307, { location: `${originOf(null)}/status`, "cache-control": "no-store" })
      .end();
  await guard.serve(request, response);
}

/** No others, such as TRACE, which answers what a proxy added to the request. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** What only we may say about a request is said by us: callers' own claims are dropped. */
function cleanHeaders(request: http.IncomingMessage) {
  const { headers, socket } = request;
  const forwarded =
    trustProxy && typeof headers["x-forwarded-for"] === "string"
      ? headers["x-forwarded-for"].split(",").at(-1)?.trim()
      : undefined;
  for (const name of [
    "x-middleware-subrequest",
    "x-forwarded-for",
    "x-forwarded-port",
    "forwarded",
    "x-real-ip",
    "x-real-client-ip",
  ])
    delete headers[name];
  headers["x-forwarded-host"] = headers.host;
  headers["x-forwarded-proto"] = protocol;
  headers["x-real-client-ip"] = forwarded ?? socket.remoteAddress?.replace(/^::ffff:/, "") ?? "";
}

/** A browser that asks before it calls the API from a page elsewhere; Next knows no method that all routes share. */
function isPreflight({ method, url, headers }: http.IncomingMessage): boolean {
  return (
    method === "OPTIONS" && url?.startsWith("/api/") === true && "access-control-request-method" in headers
  );
}

/** An organisation's status page is the platform's, where it is made without asking the database whose host this is. */
function isStatusElsewhere({ url, headers }: http.IncomingMessage): boolean {
  return /^\/status\/?(?:\?|$)/.test(url ?? "") && hostTarget(headers.host)?.kind !== "root";
}

async function answerPreflight(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const headers = new Headers();
  for (const name of ["host", "origin", "access-control-request-method"]) {
    const value = request.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  const answer = await preflight(headers);
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end();
}

let ending = false;
/** Serves while it drains, answers what is under way, writes down what it holds, and ends: with 1 where it had to cut. */
async function end() {
  if (ending) return;
  ending = true;
  announceStop();
  sampling.stop();
  setTimeout(() => {
    logger().error("the process did not end in time and is cut off");
    process.exit(1);
  }, shutdownTimes(shutdown).ownMs).unref();
  // Whoever shares out requests has to notice first.
  drain.begin();
  await pause(shutdown.drainMs);
  const closed = drain.end(shutdown.graceMs);
  guard.end();
  const { cut } = await closed;
  if (cut > 0)
    logger().warn({ requests: cut }, "requests took longer than the shutdown allows and were cut off");
  await atMost(SETTLE_MS.calls, () => Promise.all([settleCalls(), app.close()]));
  await endTelemetry(metrics);
  // Nobody waits any more for what is still asked there.
  await atMost(SETTLE_MS.pools, closePools);
  process.exit(cut > 0 ? 1 : 0);
}

/** Writes the calls that were counted and gives back those that were leased. */
async function settleCalls(): Promise<void> {
  try {
    await Promise.all([flushCalls(), returnLeases()]);
  } catch (error) {
    logger().error({ err: error }, "the last second of counted calls was not written");
  }
}
process.on("SIGTERM", end);
// A process in an unknown state is replaced: the supervisor starts another.
process.on("uncaughtException", (error) => {
  logger().fatal({ err: error }, "uncaught exception");
  process.exit(1);
});
// Ctrl-C reaches the whole group; the supervisor decides when to end.
process.on("SIGINT", () => {});
// Without its supervisor a process would only block the next start.
process.on("disconnect", () => process.exit(0));
