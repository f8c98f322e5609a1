import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { POST as report } from "#app/api/client-errors/route.ts";
import { closePools } from "#db/client.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { config } from "#lib/config/index.ts";
import { Conflict } from "#lib/errors.ts";
import { makeKey } from "#lib/http/testing/credentials.ts";
import { readTrace } from "#lib/observability/traces/read-trace.ts";
import { traceWriter } from "#lib/observability/traces/trace-writer.ts";
import { inSpan } from "#lib/observability/tracing/span.ts";
import { served, traced } from "#lib/observability/tracing/testing/traced.ts";
import { readErrorGroup } from "#lib/operators/error-groups.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { recordPageError } from "./record-page-error.ts";
import { reportClientError } from "./report-client-error.ts";

afterAll(closePools);

describe("a page that stopped in a browser", () => {
  it("is kept as a failed trace under the id that the page shows, and is among the errors, without a stack of ours", async () => {
    const { id, slug } = await makeTenant();
    const { headers } = await makeKey(id, "viewer");
    let answer: { trace_id: string } | undefined;
    await traced(async () => {
      await served(report, `${slug}.${config().rootDomain}`, async (url) => {
        const response = await fetch(`${url}/api/client-errors`, {
          method: "POST",
          headers: { ...headers, "content-type": "application/json" },
          body: JSON.stringify({
            type: "TypeError",
            message: "x is not a function, said bob@example.com",
            path: "/files/0190c0de-0000-7000-8000-000000000000",
          }),
        });
        expect(response.status).toBe(200);
        answer = await response.json();
      });
      await traceWriter().flush();
    });
    const trace = await readTrace(answer?.trace_id ?? "");
    expect(trace).toMatchObject({ status: "error", error_type: "TypeError", tenant: { slug } });
    const span = trace.spans.find(({ name }) => name === "browser error");
    expect(span?.attributes).toMatchObject({ "http.route": "/files/[id]" });
    expect(trace.spans.find(({ parent_span_id }) => parent_span_id === null)?.attributes).toMatchObject({
      "http.route": "/api/client-errors",
    });
    expect(JSON.stringify(trace)).not.toContain("bob@");
    const group = await readErrorGroup(trace.error_fingerprint ?? "");
    expect(group).toMatchObject({ service: "browser", route: "/files/[id]", frame: null });
  });
});

describe("what a browser tells", () => {
  const told = async (input: { type: string; message?: string; path?: string }) => {
    let traceId = "";
    await traced(async () => {
      await inSpan("POST /api/client-errors", {}, async (span) => {
        traceId = span.spanContext().traceId;
        await reportClientError(await someone(), { message: "m", path: "/files", ...input });
      });
      await traceWriter().flush();
    });
    const trace = await readTrace(traceId);
    return { trace, group: await readErrorGroup(trace.error_fingerprint ?? "") };
  };

  it.each([
    ["a name of its own making", "bob@example.com", "Error"],
    ["a sentence", "I am Bob", "Error"],
    ["the DOM's", "NotFoundError", "NotFoundError"],
  ])("has as its type %s only where JavaScript or the DOM has it", async (_what, type, kept) => {
    const { trace, group } = await told({ type });
    expect(trace.error_type).toBe(kept);
    expect(group.type).toBe(kept);
    expect(trace.spans.find(({ name }) => name === "browser error")?.attributes["error.type"]).toBe(kept);
    expect(JSON.stringify([trace, group]).toLowerCase()).not.toContain("bob");
  });

  it("is without words and paths that may be somebody's", async () => {
    const message = 'cannot open "Bobs house" of bob@example.com';
    const { trace, group } = await told({ type: "TypeError", message, path: "/bob/his-house" });
    expect(group).toMatchObject({ route: "other", message: 'TypeError: cannot open "…" of [mail]' });
    expect(JSON.stringify([trace, group]).toLowerCase()).not.toContain("bob");
  });

  it("is heard ten times a minute of one person, whoever else tells something", async () => {
    const [one, another] = [await someone(), await someone()];
    const report = { type: "Error", message: "again", path: "/files" };
    for (let n = 0; n < 10; n++) await reportClientError(one, report);
    await expect(reportClientError(one, report)).rejects.toMatchObject({ code: "too_many_requests" });
    await reportClientError(another, report);
  });
});

const someone = async (): Promise<Ctx> => {
  const { id } = await makeTenant();
  return { ...(await systemCtx(id)), principal: { kind: "api_key", keyId: randomUUID(), role: "viewer" } };
};

describe("a page that failed on the server", () => {
  it("is told by what the database said, not by the whole statement", async () => {
    let traceId = "";
    await traced(async () => {
      await inSpan("GET /files", {}, async (span) => {
        traceId = span.spanContext().traceId;
        const failed = await withSystem((tx) => tx.execute(sql`select 1 from nowhere`)).catch(
          (error) => error,
        );
        await recordPageError(failed, "page", "/files");
      });
      await traceWriter().flush();
    });
    const { error_type, error_fingerprint, spans } = await readTrace(traceId);
    expect(error_type).toBe("42P01");
    expect(spans.find(({ name }) => name === "page error")?.attributes["error.type"]).toBe("42P01");
    const { message, type } = await readErrorGroup(error_fingerprint ?? "");
    expect(type).toBe("42P01");
    expect(message).toContain("does not exist");
    expect(message).not.toContain("select");
  });

  it("is kept although its answer went well, but for what is only refused", async () => {
    const ids: string[] = [];
    const page = (error: Error) =>
      inSpan("GET /files/[id]", {}, async (span) => {
        ids.push(span.spanContext().traceId);
        await recordPageError(error, "page", "/files/[id]");
      });
    await traced(async () => {
      await page(new Error("The page could not be made."));
      await page(new Conflict("not_now", "Not now."));
      await traceWriter().flush();
    });
    const [failed = "", refused = ""] = ids;
    expect(await readTrace(failed)).toMatchObject({ status: "error", error_type: "Error" });
    await expect(readTrace(refused)).rejects.toMatchObject({ code: "trace_not_found" });
  });
});
