import { benchDatabase } from "./lib/database.ts";
import { percentile, report, round } from "./lib/report.ts";

/**
 * A what-if (a swap and a rate) over an estimate of 1 000, 10 000 and 100 000 elements, from the request's transaction to
 * its answer: what a person waits for whenever they move a slider. BENCH_RUNS sets how often.
 */
const SIZES = [1_000, 10_000, 100_000];
const RUNS = Number(process.env.BENCH_RUNS ?? 15);
const MOST_MS = 300;

const database = await benchDatabase();
const { closePools } = await import("#db/client.ts");
const { costEstimateLines } = await import("#db/schema/estimates.ts");
const { withSystem } = await import("#db/tenant.ts");
const { makeTenant } = await import("#db/test/tenant.ts");
const { ENTRIES, makeEstimate } = await import("./lib/sized-estimate.ts");
const { systemCtx } = await import("#lib/tenancy/system-context.ts");
const { WhatIf, whatIf } = await import("#lib/variants/what-if.ts");

const rows: Record<string, string | number>[] = [];
try {
  const ctx = await systemCtx((await makeTenant({ plan: "enterprise" })).id);
  for (const elements of SIZES) {
    const id = await makeEstimate(ctx, elements);
    const lines = await withSystem((tx) => tx.$count(costEstimateLines));
    const [first, second] = ENTRIES;
    const input = WhatIf.parse({
      changes: [
        { kind: "swap_material", from: first?.id, to: second?.id },
        { kind: "unit_rate", catalogue_id: ENTRIES[2]?.id, rate: 123.45 },
      ],
    });
    const times: number[] = [];
    const cpuBefore = process.cpuUsage();
    for (let run = 0; run < RUNS; run++) {
      const started = performance.now();
      await whatIf(ctx, id, input);
      times.push(performance.now() - started);
    }
    const cpu = process.cpuUsage(cpuBefore);
    rows.push({
      elements,
      lines,
      "median ms": round(percentile(times, 0.5)),
      "p95 ms": round(percentile(times, 0.95)),
      "cpu ms": round((cpu.user + cpu.system) / 1000 / RUNS),
      "under 300 ms": percentile(times, 0.95) < MOST_MS ? "yes" : "NO",
    });
  }
} finally {
  await closePools();
  await database.stop();
}
report("what-if", rows, [`The slowest allowed is ${MOST_MS} ms (p95), whatever the size.`]);
if (rows.some((row) => row["under 300 ms"] !== "yes")) process.exitCode = 1;
