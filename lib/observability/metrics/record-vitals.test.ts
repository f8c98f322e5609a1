import "#lib/jobs/test/own-database.ts";

import { afterAll, describe, expect, it } from "vitest";
import { POST } from "#app/api/web-vitals/route.ts";
import { closePools } from "#db/client.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { readMetrics } from "./read-metrics.ts";
import { ADMITTED, recordVitals } from "./record-vitals.ts";
import { samplesOf } from "./test/samples.ts";

afterAll(closePools);

const scrape = async () => samplesOf((await readMetrics()).text);
const lcp = (path: string) => ({ path, vitals: [{ name: "lcp" as const, value: 1200 }] });

describe("web vitals", () => {
  it("are counted in seconds, under the pattern of their page", async () => {
    const body = {
      path: "/files/0190c8a2-1111-7000-8000-000000000000",
      vitals: [
        { name: "lcp", value: 1200 },
        { name: "cls", value: 0.07 },
      ],
    };
    expect((await call(POST, "POST", { body })).status).toBe(204);
    expect((await call(POST, "POST", { body: lcp("/nowhere/at/all") })).status).toBe(204);
    const samples = await scrape();
    const route = 'route="/files/[id]"';
    expect(samples.get(`web_vital_seconds_sum{name="lcp",${route}}`)).toBeCloseTo(1.2);
    expect(samples.get(`web_vital_seconds_bucket{le="1.2",name="lcp",${route}}`)).toBe(1);
    expect(samples.get(`web_vital_cls_bucket{le="0.05",${route}}`)).toBe(0);
    expect(samples.get(`web_vital_cls_bucket{le="0.1",${route}}`)).toBe(1);
    expect(samples.get('web_vital_seconds_count{name="lcp",route="other"}')).toBe(1);
  });

  it.each([
    ["no page", { path: "https://elsewhere.example/", vitals: [{ name: "lcp", value: 1 }] }],
    ["another figure", { path: "/", vitals: [{ name: "fid", value: 1 }] }],
    ["a time that cannot be", { path: "/", vitals: [{ name: "lcp", value: -1 }] }],
    ["hours", { path: "/", vitals: [{ name: "inp", value: 3_600_000 }] }],
    ["nothing", { path: "/", vitals: [] }],
    ["very many", { path: "/", vitals: Array.from({ length: 11 }, () => ({ name: "lcp", value: 1 })) }],
  ])("refuse %s", async (_what, body) => {
    expect((await call(POST, "POST", { body })).status).toBe(400);
  });

  it("come from a page of this address only", async () => {
    const elsewhere = { body: lcp("/"), headers: { origin: "https://elsewhere.example" } };
    expect((await problemOf(await call(POST, "POST", elsewhere))).code).toBe("origin_refused");
    const none = { body: lcp("/"), headers: { origin: "" } };
    expect((await problemOf(await call(POST, "POST", none))).code).toBe("origin_refused");
  });

  it("of an address that tells too many are not heard for a while, those of others are", async () => {
    const count = async () => (await scrape()).get('web_vital_seconds_count{name="lcp",route="/usage"}') ?? 0;
    const before = await count();
    const now = performance.now() + 2 * ADMITTED.windowMs;
    for (let i = 0; i < ADMITTED.reports + 50; i++) recordVitals(lcp("/usage"), "192.0.2.1", now);
    recordVitals(lcp("/usage"), "192.0.2.2", now);
    expect((await count()) - before).toBe(ADMITTED.reports + 1);
    recordVitals(lcp("/usage"), "192.0.2.1", now + ADMITTED.windowMs + 1);
    expect((await count()) - before).toBe(ADMITTED.reports + 2);
  });
});
