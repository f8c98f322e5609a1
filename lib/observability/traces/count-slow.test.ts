import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { GET as byName } from "#app/api/admin/slow-requests/by-name/route.ts";
import { GET as list } from "#app/api/admin/slow-requests/route.ts";
import { closePools } from "#db/client.ts";
import { traceSpans } from "#db/schema/traces.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { read } from "#lib/operators/test/as-operator.ts";

afterAll(closePools);

const HOUR = 3_600_000;

/** A slow span of this organisation, so long ago. */
async function slowSpan(
  tenantId: string,
  name: string,
  ms: number,
  more: { ago?: number; kind?: "server" | "consumer"; status?: "unset" | "error"; isSlow?: boolean } = {},
) {
  const { ago = 0, kind = "server", status = "unset", isSlow = true } = more;
  await withSystem((tx) =>
    tx.insert(traceSpans).values({
      traceId: randomUUID().replaceAll("-", ""),
      spanId: randomBytes(8).toString("hex"),
      tenantId,
      name,
      kind,
      service: "web",
      startedAt: new Date(Date.now() - ago).toISOString(),
      durationUs: ms * 1000,
      status,
      attributes: {},
      events: [],
      links: [],
      isSlow,
    }),
  );
}

describe("slow requests by name", () => {
  it("counts those of one organisation, the most time lost first, and leaves out what was not slow", async () => {
    const { id, slug } = await makeTenant();
    for (const ms of [1000, 1200, 4000]) await slowSpan(id, "GET /api/files", ms);
    await slowSpan(id, "GET /api/usage/daily", 9000, { status: "error" });
    await slowSpan(id, "GET /api/usage/daily", 20, { isSlow: false });
    await slowSpan(id, "job process-file", 70_000, { kind: "consumer" });
    const { items } = await read(byName, { query: `?tenant=${slug}` });
    expect(items).toMatchObject([
      { name: "GET /api/usage/daily", count: 1, max_ms: 9000, failed: 1 },
      { name: "GET /api/files", count: 3, max_ms: 4000, failed: 0 },
    ]);
    // Between the second and the third, nine tenths of the way: 1200 + 0.9 × 2800.
    expect(items[1].p95_ms).toBeCloseTo(3720, 3);
    const jobs = await read(byName, { query: `?tenant=${slug}&kind=job` });
    expect(jobs.items).toMatchObject([{ name: "job process-file", count: 1 }]);
  });

  it("goes back as far as is asked, in the counts and in the list", async () => {
    const { id, slug } = await makeTenant();
    await slowSpan(id, "GET /api/files", 1000, { ago: 3 * HOUR });
    await slowSpan(id, "GET /api/files", 2000, { ago: 0.2 * HOUR });
    const counted = async (hours: number) =>
      (await read(byName, { query: `?tenant=${slug}&hours=${hours}` })).items[0].count;
    const listed = async (hours: number) =>
      (await read(list, { query: `?tenant=${slug}&hours=${hours}` })).items.length;
    expect([await counted(1), await counted(24)]).toEqual([1, 2]);
    expect([await listed(1), await listed(24)]).toEqual([1, 2]);
  });

  it("gives the address of the next page, with the filters of this one", async () => {
    const { id, slug } = await makeTenant();
    for (const ms of [3000, 2000, 1000]) await slowSpan(id, "GET /api/files", ms);
    const first = await read(list, { query: `?tenant=${slug}&sort=slowest&limit=2` });
    const second = await read(list, { query: first.next.slice(first.next.indexOf("?")) });
    const durations = [...first.items, ...second.items].map(
      (item: { duration_ms: number }) => item.duration_ms,
    );
    expect(durations).toEqual([3000, 2000, 1000]);
    expect(second.next).toBeNull();
  });
});
