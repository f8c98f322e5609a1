import http from "node:http";
import type { AddressInfo } from "node:net";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { OTLPHttpJsonTraceExporter, OTLPHttpProtoTraceExporter } from "@vercel/otel";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RetryingExporter } from "./retrying-exporter.ts";

/** An endpoint that answers as it is told, and keeps what it took in. */
let answers: { status: number; headers?: Record<string, string> }[];
let asked: number[];
let taken: string[];
let server: http.Server;
let url: string;
beforeEach(async () => {
  [answers, asked, taken] = [[], [], []];
  server = http.createServer(async (request, response) => {
    asked.push(performance.now());
    const body: Buffer[] = [];
    for await (const chunk of request) body.push(chunk);
    const { status, headers } = answers.shift() ?? { status: 200 };
    if (status === 200) taken.push(Buffer.concat(body).toString("latin1"));
    response.writeHead(status, headers).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const QUICK = { attempts: 4, first: 5, most: 20, all: 3_000 };

async function aSpan() {
  const kept = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(kept)] });
  provider.getTracer("test").startSpan("a span of the test").end();
  await provider.forceFlush();
  return kept.getFinishedSpans();
}

async function sent(exporter: RetryingExporter): Promise<{ code: number; error?: Error }> {
  const spans = await aSpan();
  return new Promise((resolve) => exporter.export(spans, resolve));
}

describe.each([
  ["protobuf", OTLPHttpProtoTraceExporter],
  ["json", OTLPHttpJsonTraceExporter],
] as const)("spans by %s", (_, Exporter) => {
  const retrying = (to = url) => new RetryingExporter(new Exporter({ url: to }), QUICK);

  it("arrive though the endpoint is busy at first, once", async () => {
    const before = globalThis.fetch;
    answers = [{ status: 503 }, { status: 429 }, { status: 502 }];
    expect(await sent(retrying())).toMatchObject({ code: 0 });
    expect(asked).toHaveLength(4);
    expect(taken).toEqual([expect.stringContaining("a span of the test")]);
    expect(globalThis.fetch).toBe(before);
  });

  it("are given up after a few attempts, and reported as failed", async () => {
    answers = Array.from({ length: 20 }, () => ({ status: 504 }));
    const { code, error } = await sent(retrying());
    expect([code, error?.message]).toEqual([1, "The OTLP endpoint answered 504"]);
    expect(asked).toHaveLength(QUICK.attempts);
  });

  it("are not sent again where they are refused for good", async () => {
    answers = [{ status: 400 }];
    expect(await sent(retrying())).toMatchObject({ code: 1 });
    expect(asked).toHaveLength(1);
  });

  it("wait as long as the endpoint asks, but no longer than all may take", async () => {
    answers = [{ status: 503, headers: { "retry-after": "1" } }];
    expect(await sent(retrying())).toMatchObject({ code: 0 });
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThan(950);
    answers = [{ status: 503, headers: { "retry-after": "3600" } }];
    expect(await sent(retrying())).toMatchObject({ code: 1 });
    expect(asked).toHaveLength(3);
  });

  it("are tried again where nobody answers, and not while the process ends", async () => {
    const nowhere = url.replace(/:\d+\//, ":9/");
    expect(await sent(retrying(nowhere))).toMatchObject({ code: 1 });
    answers = [{ status: 503, headers: { "retry-after": "2" } }];
    const exporter = retrying();
    const outcome = sent(exporter);
    await expect.poll(() => asked.length).toBe(1);
    const begun = performance.now();
    await exporter.shutdown();
    expect(await outcome).toMatchObject({ code: 1 });
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});
