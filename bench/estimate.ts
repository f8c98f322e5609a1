import { benchDatabase } from "./lib/database.ts";
import { percentile, report, round } from "./lib/report.ts";

/**
 * Pricing an estimate of 1 000, 10 000 and 100 000 elements again after one change of its terms (the labour rate), from the
 * request's transaction to its answer, all of it written: lines, carbon, audit and event. `growth` is the ratio of the time
 * to that of the size before, of ten times as many elements. BENCH_RUNS sets how often.
 */
const SIZES = [1_000, 10_000, 100_000];
const RUNS = Number(process.env.BENCH_RUNS ?? 15);
const MOST_MS = 300;

const database = await benchDatabase();
const { closePools } = await import("#db/client.ts");
const { makeTenant } = await import("#db/test/tenant.ts");
const { makeEstimate } = await import("./lib/sized-estimate.ts");
const { readEstimate } = await import("#lib/estimates/read-estimate.ts");
const { RepriceEstimate, repriceEstimate } = await import("#lib/estimates/reprice-estimate.ts");
const { systemCtx } = await import("#lib/tenancy/system-context.ts");

const rows: Record<string, string | number>[] = [];
try {
  const ctx = await systemCtx((await makeTenant({ plan: "enterprise" })).id);
  let before: number | null = null;
  for (const elements of SIZES) {
    const id = await makeEstimate(ctx, elements);
    const { lines } = await readEstimate(ctx, id, { elements: "false" });
    const times: number[] = [];
    const cpuBefore = process.cpuUsage();
    for (let run = 0; run < RUNS; run++) {
      const change = RepriceEstimate.parse({ labor_rate: 40 + run });
      const started = performance.now();
      await repriceEstimate(ctx, id, change);
      times.push(performance.now() - started);
    }
    const cpu = process.cpuUsage(cpuBefore);
    const median = percentile(times, 0.5);
    rows.push({
      elements,
      lines: lines.length,
      "median ms": round(median),
      "p95 ms": round(percentile(times, 0.95)),
      "cpu ms": round((cpu.user + cpu.system) / 1000 / RUNS),
      growth: before === null ? "-" : round(median / before, 2),
      "under 300 ms": percentile(times, 0.95) < MOST_MS ? "yes" : "NO",
    });
    before = median;
  }
} finally {
  await closePools();
  await database.stop();
}
report("estimate", rows, [`The slowest allowed is ${MOST_MS} ms (p95), whatever the size.`]);
if (rows.some((row) => row["under 300 ms"] !== "yes")) process.exitCode = 1;
