import http from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { config } from "#lib/config/index.ts";
import type { TelemetryConfig } from "#lib/config/telemetry.ts";
import type { RouteHandler } from "#lib/http/route.ts";
import { traceRequest } from "../request-span.ts";
import { endTracing, startTracing } from "../start.ts";
import { type OtlpReceiver, receiveOtlp } from "./otlp-receiver.ts";

/** Runs `work` with tracing that exports to a receiver, and gives back what was sent until tracing had ended. */
export async function traced(
  work: (receiver: OtlpReceiver) => Promise<void>,
  telemetry: Partial<Omit<TelemetryConfig, "otlp">> & { protocol?: "http/protobuf" | "http/json" } = {},
  traces: Partial<ReturnType<typeof config>["traces"]> = {},
): Promise<OtlpReceiver> {
  const receiver = await receiveOtlp();
  const { protocol = "http/json", ...others } = telemetry;
  const settings = config();
  startTracing("web", {
    ...settings,
    traces: { ...settings.traces, ...traces },
    telemetry: {
      ...settings.telemetry,
      disabled: false,
      ...others,
      otlp: { endpoint: receiver.endpoint, headers: { "x-key": "of-the-receiver" }, protocol },
    },
  });
  try {
    await work(receiver);
  } finally {
    await endTracing(10_000);
    await receiver.close();
  }
  return receiver;
}

/**
 * Serves one route over HTTP as the web process does, but for Next, and as if requests named `host`; `use` sends them.
 */
export async function served(
  handler: RouteHandler,
  host: string,
  use: (url: string) => Promise<void>,
  params: Record<string, string> = {},
): Promise<void> {
  const server = http.createServer((request, response) => {
    request.headers.host = host;
    return traceRequest(request, response, async () => {
      const hasBody = request.method !== "GET" && request.method !== "HEAD";
      const answer = await handler(
        new Request(`http://${request.headers.host}${request.url}`, {
          method: request.method,
          headers: Object.entries(request.headers).flatMap(([name, value]) =>
            typeof value === "string" ? [[name, value] as [string, string]] : [],
          ),
          ...(hasBody ? { body: Readable.toWeb(request) as ReadableStream, duplex: "half" } : {}),
        }),
        { params: Promise.resolve(params) },
      );
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
