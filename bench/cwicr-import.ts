import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { FULL_SIZE, sampleCsv, sampleRows } from "#lib/price-books/cwicr/test/sample-rows.ts";
import { benchDatabase } from "./lib/database.ts";
import { percentile, report, round } from "./lib/report.ts";

/**
 * A library of work items of full size (rows of our own in the form of DDC CWICR, as CSV): read alone in its thread, then
 * imported as the job does it, then searched, opened and matched. Memory is that of the whole process, above what it was
 * before. BENCH_ITEMS sets how many work items.
 */
const ITEMS = Number(process.env.BENCH_ITEMS ?? FULL_SIZE);
const SEARCHES = 200;
const MOST_SEARCH_MS = 150;
const MOST_MEMORY_MB = 900;

const database = await benchDatabase();
const { closePools } = await import("#db/client.ts");
const { makeTenant } = await import("#db/test/tenant.ts");
const { systemCtx } = await import("#lib/tenancy/system-context.ts");
const { workItemLibraries } = await import("#db/schema/work-items.ts");
const { withSystem } = await import("#db/tenant.ts");
const { readApart } = await import("#lib/price-books/cwicr/read-apart.ts");
const { importLibrary } = await import("#lib/price-books/work-items/import-library.ts");
const { SearchItems, searchItems } = await import("#lib/price-books/work-items/search-items.ts");
const { readItem } = await import("#lib/price-books/work-items/read-item.ts");
const { MatchCatalogue, matchCatalogue } = await import("#lib/price-books/work-items/match-catalogue.ts");
const { objectStores } = await import("#lib/storage/index.ts");
const { importKey } = await import("#lib/storage/keys.ts");
const { createReadStream } = await import("node:fs");

const file = path.join(os.tmpdir(), `cwicr-bench-${process.pid}.csv`);
const rows: Record<string, string | number>[] = [];
let failed = false;

/** Runs a piece of work; returns its seconds, and the most memory it held above what was held before, MiB. */
async function measured(work: () => Promise<unknown>): Promise<{ seconds: number; peakMb: number }> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);
  const started = performance.now();
  await work();
  clearInterval(timer);
  return { seconds: (performance.now() - started) / 1000, peakMb: (peak - before) / 2 ** 20 };
}

async function times(runs: number, work: (run: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    await work(run);
    taken.push(performance.now() - started);
  }
  return taken;
}

try {
  await pipeline(Readable.from(sampleCsv(sampleRows(ITEMS))), createWriteStream(file));
  const bytes = (await stat(file)).size;
  const ctx = await systemCtx((await makeTenant({ plan: "enterprise" })).id);
  let read = 0;
  const alone = await measured(async () => {
    read = (await readApart(file, { items: () => {}, words: () => {} })).rows;
  });
  const id = randomUUID();
  const key = importKey(ctx.tenant.id, id);
  await objectStores().files.putStream(key, createReadStream(file), { contentType: "text/csv" });
  await withSystem((tx) =>
    tx.insert(workItemLibraries).values({
      id,
      tenantId: ctx.tenant.id,
      name: "Bench",
      currency: "USD",
      pricedOn: "2026-01-31",
      status: "importing",
      filename: "bench.csv",
      objectKey: key,
      bytes,
      createdBy: "bench",
    }),
  );
  const whole = await measured(async () => {
    if ((await importLibrary(ctx, id)) !== "ready") throw new Error("The library was not imported");
  });
  for (const [what, { seconds, peakMb }] of Object.entries({ "read alone": alone, imported: whole })) {
    failed ||= peakMb > MOST_MEMORY_MB;
    rows.push({
      what,
      items: ITEMS,
      rows: read,
      "MB of CSV": round(bytes / 1e6),
      seconds: round(seconds, 1),
      "rows/s": Math.round(read / seconds),
      "peak MiB": round(peakMb),
    });
  }
  const asked = [
    "concrete walls",
    "clay brick",
    "steel beam halls",
    "tiles",
    "copper",
    "own3",
    "kind 17",
    "insul",
    "wall 3 m",
    "timber",
  ];
  const searches = await times(SEARCHES, (run) =>
    searchItems(
      ctx,
      id,
      SearchItems.parse({ q: asked[run % asked.length], ...(run % 3 === 0 ? { unit: "m3" } : {}) }),
    ),
  );
  const opened = await times(20, (run) => readItem(ctx, id, 1 + run * 7));
  const matched = await times(5, (run) =>
    matchCatalogue(ctx, id, MatchCatalogue.parse({ show: "all", skip: run * 20 })),
  );
  for (const [what, taken] of Object.entries({
    "search, a page of 50": searches,
    "item with suggestions": opened,
    "20 entries matched": matched,
  }))
    rows.push({ what, "median ms": round(percentile(taken, 0.5)), "p95 ms": round(percentile(taken, 0.95)) });
  failed ||= percentile(searches, 0.95) > MOST_SEARCH_MS;
} finally {
  await rm(file, { force: true });
  await closePools();
  await database.stop();
}
report("cwicr", rows, [`Allowed: ${MOST_SEARCH_MS} ms a search (p95), ${MOST_MEMORY_MB} MiB more memory.`]);
if (failed) process.exitCode = 1;
