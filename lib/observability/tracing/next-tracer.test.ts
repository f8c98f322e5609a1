import { context, ROOT_CONTEXT, SpanKind, trace } from "@opentelemetry/api";
import { expect, it } from "vitest";
import { inSpan } from "./span.ts";
import { traced } from "./testing/traced.ts";

/** As Next does around what it does. */
const byNext = <T>(type: string, attributes: Record<string, string>, work: () => Promise<T>): Promise<T> =>
  trace
    .getTracer("next.js")
    .startActiveSpan(type, { attributes: { "next.span_type": type, ...attributes } }, async (span) => {
      const result = await work();
      span.setAttributes(attributes);
      span.updateName("of Next");
      span.end();
      return result;
    });

it("of Next's spans only the proxy and a page's rendering are left, with what happens in them", async () => {
  const { spans } = await traced(() =>
    inSpan("GET", { kind: SpanKind.SERVER }, async () => {
      await byNext("BaseServer.handleRequest", { "http.target": "/files?q=planted" }, () =>
        byNext("Middleware.execute", { "http.target": "/planted" }, async () => {}),
      );
      // The second pass knows where it is by ids alone.
      const ids = trace.getActiveSpan()?.spanContext();
      if (!ids) throw new Error("No span");
      await context.with(trace.setSpanContext(ROOT_CONTEXT, { ...ids, isRemote: true }), () =>
        byNext("BaseServer.handleRequest", { "http.target": "/files?q=planted" }, () =>
          byNext("NextNodeServer.findPageComponents", {}, () =>
            byNext("AppRender.getBodyResult", { "next.route": "/files/[id]" }, () =>
              inSpan("inside", {}, async () => {}),
            ),
          ),
        ),
      );
    }),
  );
  const all = spans();
  const parentOf = (name: string) => {
    const span = all.find((one) => one.name === name);
    return all.find((one) => one.spanId === span?.parentSpanId)?.name ?? null;
  };
  expect(all.map(({ name }) => name).sort()).toEqual(["GET", "inside", "proxy", "render /files/[id]"]);
  expect(parentOf("inside")).toBe("render /files/[id]");
  expect(parentOf("render /files/[id]")).toBe("GET");
  expect(parentOf("proxy")).toBe("GET");
  expect(all.find(({ name }) => name === "GET")?.attributes).toMatchObject({ "http.route": "/files/[id]" });
  expect(JSON.stringify(all)).not.toContain("planted");
});

it("other libraries make no spans of their own accord", async () => {
  const { spans } = await traced(() =>
    inSpan("work", {}, async () => {
      trace.getTracer("pg-boss").startActiveSpan("receive wake", (span) => span.end());
    }),
  );
  expect(spans().map(({ name }) => name)).toEqual(["work"]);
});
