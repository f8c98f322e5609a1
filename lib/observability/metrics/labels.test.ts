import "#lib/jobs/test/own-database.ts";

import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { config } from "#lib/config/index.ts";
import { MAX_ERROR_TYPES } from "./bound-labels.ts";
import { collect, collectPlatform, forgetPlatform, orNothing } from "./collect-platform.ts";
import { deleteOldCounts } from "./delete-old-counts.ts";
import { tenantUsage } from "./platform/tenants.ts";
import { readMetrics } from "./read-metrics.ts";
import { countError, observeApi, recordProcessed, recordStripe } from "./record.ts";
import { forgetNamedTenants } from "./tenant-labels.ts";
import { samplesOf } from "./test/samples.ts";

const settings = config().metrics;
/** Four organisations: the first stores most. */
const made: { id: string }[] = [];

beforeAll(async () => {
  settings.maxTenants = 2;
  for (const bytes of [4000, 3000, 2000, 1000]) {
    const tenant = await makeTenant();
    made.push(tenant);
    await store(tenant.id, bytes);
  }
});
afterAll(closePools);

const store = (id: string, bytes: number) =>
  withSystem((tx) => tx.update(tenants).set({ storageUsed: bytes }).where(eq(tenants.id, id)));

async function scrape(): Promise<Map<string, number>> {
  forgetNamedTenants();
  return samplesOf((await readMetrics()).text);
}

/** Samples of a metric by the organisation they name. */
const byTenant = (samples: Map<string, number>, name: string): [string, number][] =>
  [...samples].flatMap(([sample, value]) => {
    const tenant = sample.startsWith(`${name}{`) && /tenant_id="([^"]+)"/.exec(sample)?.[1];
    return tenant && !(tenant === "other" && value === 0) ? [[tenant, value]] : [];
  });

/** The platform's part, which `readMetrics` gives again for some seconds. */
async function stored(): Promise<[string, number][]> {
  forgetNamedTenants();
  const families = await collect({ tenants: tenantUsage });
  const usage = families.find(({ name }) => name === "storage_usage_bytes");
  return (usage?.values ?? []).map(({ labels, value }) => [String(labels.tenant_id), value]);
}

const process = (n: number) =>
  recordProcessed({ tenantId: made[n]?.id ?? "", fileType: "ifc", status: "completed" }, 2);
const ids = () => made.map(({ id }) => id);

describe("organisations above the limit", () => {
  it("are told together, and so are all when labels are switched off", async () => {
    const [a = "", b = ""] = ids();
    for (const n of [0, 1, 2, 3, 3]) process(n);
    expect(new Map(await stored())).toEqual(
      new Map([
        [a, 4000],
        [b, 3000],
        ["other", 3000],
      ]),
    );
    expect(new Map(byTenant(await scrape(), "file_processing_total"))).toEqual(
      new Map([
        [a, 1],
        [b, 1],
        ["other", 3],
      ]),
    );

    settings.tenantLabels = false;
    expect(await stored()).toEqual([["other", 10_000]]);
    process(0);
    expect(byTenant(await scrape(), "file_processing_total")).toEqual([["other", 3 + 1]]);
    settings.tenantLabels = true;
  });

  it("take the place of one that stores less, and no counter goes backwards by it", async () => {
    const [a = "", b = "", c = ""] = ids();
    await store(c, 3500);
    process(1);
    process(2);
    // What the second had before is out of sight for now; the third begins to be counted by itself.
    expect(new Map(byTenant(await scrape(), "file_processing_total"))).toEqual(
      new Map([
        [a, 1],
        [c, 1],
        ["other", 4 + 1],
      ]),
    );
    await store(c, 2000);
    process(1);
    expect(new Map(byTenant(await scrape(), "file_processing_total"))).toEqual(
      new Map([
        [a, 1],
        [b, 2],
        ["other", 5],
      ]),
    );
  });
});

describe("what was counted", () => {
  it("goes with its organisation", async () => {
    const gone = await makeTenant();
    await store(gone.id, 5000);
    recordProcessed({ tenantId: gone.id, fileType: "ifc", status: "completed" }, null);
    expect(new Map(byTenant(await scrape(), "file_processing_total")).get(gone.id)).toBe(1);
    await withSystem((tx) => tx.delete(tenants).where(eq(tenants.id, gone.id)));
    await withSystem((tx) =>
      tx.execute(
        sql`insert into metric_processes (id, service, seen_at, flushed, samples) values ('old', 'web', now() - interval '2 days', 1, '[]')`,
      ),
    );
    await withSystem(async (tx) => {
      // As a process does that adds to it.
      await tx.execute(sql`select from metric_totals for update`);
      expect(await deleteOldCounts()).toEqual({ counts: 0, processes: 1 });
    });
    expect(await deleteOldCounts()).toEqual({ counts: 1, processes: 0 });
    expect(await deleteOldCounts()).toEqual({ counts: 0, processes: 0 });
  });
});

describe("labels", () => {
  it("tell a bounded number of kinds of errors apart", async () => {
    for (let i = 0; i < MAX_ERROR_TYPES + 30; i++) countError(`E${i}`, "api");
    countError("no such: thing", "job");
    const kinds = (samples: Map<string, number>) =>
      [...samples].filter(([sample, value]) => sample.startsWith("errors_total{") && value > 0);
    const first = kinds(await scrape());
    expect(first).toHaveLength(MAX_ERROR_TYPES + 2);
    expect(new Map(first).get('errors_total{error_type="other",service="api"}')).toBe(30);
    expect(new Map(first).get('errors_total{error_type="other",service="job"}')).toBe(1);
    countError("E1", "api");
    countError(`Late${randomUUID().slice(0, 8)}`, "api");
    const second = new Map(kinds(await scrape()));
    expect(second.size).toBe(first.length);
    expect(second.get('errors_total{error_type="E1",service="api"}')).toBe(2);
    expect(second.get('errors_total{error_type="other",service="api"}')).toBe(31);
  });

  it("know the methods of HTTP, and take no number that is none", async () => {
    observeApi({ endpoint: "/api/files", method: "BREW", status: 405 }, 0.01);
    observeApi({ endpoint: "/api/files", method: "BREW", status: 405 }, Number.NaN);
    observeApi({ endpoint: "/api/files", method: "BREW", status: 405 }, -5);
    recordStripe('POST /v1/"\\\n', null, 1);
    const samples = await scrape();
    const call = 'endpoint="/api/files",method="other",status="405"';
    expect(samples.get(`api_latency_seconds_count{${call}}`)).toBe(2);
    expect(samples.get(`api_latency_seconds_sum{${call}}`)).toBeCloseTo(0.01);
    expect(samples.get('stripe_requests_total{operation="POST /v1/\\"\\\\\\n",status="none"}')).toBe(1);
  });

  it("are asked for with one connection at a time, so that scrapes are not each other's lock", async () => {
    const { database } = config();
    if (!database) throw new Error("There is no database");
    const { poolSize } = database;
    await closePools();
    database.poolSize = 1;
    try {
      forgetNamedTenants();
      const families = await collectPlatform(performance.now() + 3_600_000);
      expect(families.map(({ name }) => name)).toEqual(
        expect.arrayContaining(["storage_usage_bytes", "archival_files_total"]),
      );
    } finally {
      await closePools();
      database.poolSize = poolSize;
      forgetPlatform();
    }
  });

  it("are told together for what stopped in browsers, whose kinds strangers name", async () => {
    for (let i = 0; i < 3; i++) countError(`Browser${i}`, "browser");
    const samples = [...(await scrape())].filter(([sample]) => sample.includes('service="browser"'));
    expect(samples).toEqual([['errors_total{error_type="browser",service="browser"}', 3]]);
  });

  it("say which part could not be collected, and the rest is there", async () => {
    const families = await collect({
      broken: (within) => within((tx) => tx.execute(sql`select 1 / 0`)).then(() => []),
      tenants: tenantUsage,
    });
    expect(families.map(({ name }) => name)).toContain("storage_usage_bytes");
    // One that never answers keeps nobody, and one whose time is over is not asked.
    expect(await orNothing("broken", () => new Promise(() => {}), performance.now() + 1)).toEqual([]);
    let asked = false;
    const ask = async () => {
      asked = true;
      return [];
    };
    expect([await orNothing("broken", ask, performance.now()), asked]).toEqual([[], false]);
    const failed = [...(await scrape())].filter(([sample]) =>
      /^metrics_collect_errors_total\{part="broken"/.test(sample),
    );
    expect(failed.map(([, value]) => value)).toEqual([3]);
  });
});
