import http from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

/** A span as it arrived over OTLP/JSON. */
export interface ReceivedSpan {
  traceId: string;
  spanId: string;
  parentSpanId: string | null;
  name: string;
  kind: number;
  attributes: Record<string, unknown>;
  /** 2: failed. */
  status: number;
  links: string[];
  resource: Record<string, unknown>;
}

export interface OtlpReceiver {
  endpoint: string;
  /** Each request that came, as it came. */
  requests: { path: string; contentType: string; headers: http.IncomingHttpHeaders; body: Buffer }[];
  spans(): ReceivedSpan[];
  /** Records of logs: text and attributes. */
  logs(): { text: string; traceId: string; attributes: Record<string, unknown> }[];
  close(): Promise<void>;
}

/** Takes what is exported, in place of a collector. `status`: what it answers. */
export async function receiveOtlp(status = 200): Promise<OtlpReceiver> {
  const requests: OtlpReceiver["requests"] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      requests.push({
        path: request.url ?? "",
        contentType: request.headers["content-type"] ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks),
      });
      response.writeHead(status, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bodies = (path: string) =>
    requests
      .filter((request) => request.path === path && request.contentType === "application/json")
      .map(({ body }) => JSON.parse(body.toString()));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    spans: () => bodies("/v1/traces").flatMap(spansOf),
    logs: () => bodies("/v1/logs").flatMap(logsOf),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const Value = z.union([
  z.object({ stringValue: z.string() }).transform(({ stringValue }) => stringValue),
  z.object({ intValue: z.union([z.number(), z.string()]) }).transform(({ intValue }) => Number(intValue)),
  z.object({ doubleValue: z.number() }).transform(({ doubleValue }) => doubleValue),
  z.object({ boolValue: z.boolean() }).transform(({ boolValue }) => boolValue),
  z.unknown(),
]);
const Attributes = z
  .array(z.object({ key: z.string(), value: Value }))
  .default([])
  .transform((list) => Object.fromEntries(list.map(({ key, value }) => [key, value])));
const Resource = z.object({ attributes: Attributes });

const Traces = z.object({
  resourceSpans: z.array(
    z.object({
      resource: Resource,
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().nullish(),
              name: z.string(),
              kind: z.number(),
              attributes: Attributes,
              status: z.object({ code: z.number().default(0) }).default({ code: 0 }),
              links: z.array(z.object({ traceId: z.string() })).default([]),
            }),
          ),
        }),
      ),
    }),
  ),
});

function spansOf(body: unknown): ReceivedSpan[] {
  return Traces.parse(body).resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ status, links, parentSpanId, ...span }) => ({
        ...span,
        parentSpanId: parentSpanId || null,
        status: status.code,
        links: links.map((link) => link.traceId),
        resource: resource.attributes,
      })),
    ),
  );
}

const Logs = z.object({
  resourceLogs: z.array(
    z.object({
      scopeLogs: z.array(
        z.object({
          logRecords: z.array(
            z.object({ body: Value, traceId: z.string().default(""), attributes: Attributes }),
          ),
        }),
      ),
    }),
  ),
});

function logsOf(body: unknown): ReturnType<OtlpReceiver["logs"]> {
  return Logs.parse(body).resourceLogs.flatMap(({ scopeLogs }) =>
    scopeLogs.flatMap(({ logRecords }) =>
      logRecords.map(({ body: text, traceId, attributes }) => ({ text: String(text), traceId, attributes })),
    ),
  );
}
