import { randomUUID } from "node:crypto";
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
const { DEFAULT_CATALOGUE, DEFAULT_PRICE_BOOK } = await import("#lib/catalogue/default-catalogue.ts");
const { storeCosts } = await import("#lib/estimates/store-costs.ts");
const { completeEstimate } = await import("#lib/estimates/complete-estimate.ts");
const { termsFor } = await import("#lib/estimates/terms.ts");
const { estimateCosts } = await import("#lib/processing/costs/estimate-costs.ts");
const { Bill } = await import("#lib/processing/materials/bill.ts");
const { decimal } = await import("#lib/catalogue/decimal.ts");
const { systemCtx } = await import("#lib/tenancy/system-context.ts");
const { WhatIf, whatIf } = await import("#lib/variants/what-if.ts");

const ENTRIES = [...DEFAULT_CATALOGUE.values()].filter(
  (entry) => entry.unit === "m3" && entry.densityKgM3 && DEFAULT_PRICE_BOOK.rows.has(entry.id),
);
const CLASSES = ["IfcWall", "IfcSlab", "IfcColumn", "IfcBeam", "IfcCovering", "IfcRoof", "IfcFooting"];
const STOREYS = 20;

const rows: Record<string, string | number>[] = [];
try {
  const ctx = await systemCtx((await makeTenant({ plan: "enterprise" })).id);
  for (const elements of SIZES) {
    const id = await makeEstimate(elements);
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

  /** One estimate at a time stands in the database: its lines are all there are. */
  async function makeEstimate(elements: number): Promise<string> {
    const bill = new Bill();
    for (let n = 0; n < elements; n++) {
      const entry = ENTRIES[n % ENTRIES.length];
      if (!entry) throw new Error("The catalogue has no entry in m3");
      const volume = decimal(1 + (n % 97) / 100);
      bill.add({
        globalId: String(n),
        ifcClass: CLASSES[n % CLASSES.length] ?? null,
        storey: n % STOREYS,
        materialName: entry.name,
        catalogueId: entry.id,
        din276: null,
        unit: entry.unit,
        quantity: volume,
        massKg: volume.times(entry.densityKgM3 ?? 0),
        volumeM3: volume,
      });
    }
    const model = { ...bill.close(), elements };
    return ctx.transaction(async (tx) => {
      await tx.delete(costEstimateLines);
      const terms = await termsFor(tx, ctx.tenant.id, {});
      const id = await storeCosts(ctx, tx, {
        head: {
          fileId: null,
          name: `Bench ${randomUUID()}`,
          description: "",
          input: null,
          floorAreaM2: 1000,
          storeys: Array.from({ length: STOREYS }, (_, n) => `Storey ${n}`),
          chosen: {},
        },
        model,
        costs: estimateCosts(model, terms.book.catalogue, terms.book.prices, terms.options),
        terms,
      });
      await completeEstimate(tx, ctx.tenant.id, id);
      return id;
    });
  }
} finally {
  await closePools();
  await database.stop();
}
report("what-if", rows, [`The slowest allowed is ${MOST_MS} ms (p95), whatever the size.`]);
if (rows.some((row) => row["under 300 ms"] !== "yes")) process.exitCode = 1;
