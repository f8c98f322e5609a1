import postgres from "postgres";
import { benchDatabase } from "./lib/database.ts";
import { percentile, report, round } from "./lib/report.ts";

/**
 * What the take-off table asks of the server, of files with 1 000, 10 000 and 100 000 elements: a page at the beginning and
 * deep in the middle, the rows of a window by their ordinals, the order of all rows, the groups with their sums, and the
 * CSV. Through the verbs with row-level security, as the routes call them. BENCH_ELEMENTS adds another size.
 */
const SIZES = [
  1_000,
  10_000,
  100_000,
  ...(process.env.BENCH_ELEMENTS ? [Number(process.env.BENCH_ELEMENTS)] : []),
];
const RUNS = 7;
/** Of a page and of a window of the table, milliseconds. */
const AIM_MS = 100;
const database = await benchDatabase();

const { makeTenant } = await import("#db/test/tenant.ts");
const { closePools } = await import("#db/client.ts");
const { systemCtx } = await import("#lib/tenancy/system-context.ts");
const { largeTakeoff } = await import("#lib/processing/elements/testing/large-takeoff.ts");
const { ListElements, listElements } = await import("#lib/processing/list-elements.ts");
const { GroupElements, groupElements } = await import("#lib/processing/group-elements.ts");
const { OrderElements, orderElements } = await import("#lib/processing/order-elements.ts");
const { ExportElements, exportElements } = await import("#lib/processing/export-elements.ts");

const { id: tenantId } = await makeTenant();
const ctx = await systemCtx(tenantId);
const owner = postgres(database.url, { max: 1, onnotice: () => {} });
const rows: Record<string, string | number>[] = [];
try {
  for (const size of SIZES) {
    const fileId = await largeTakeoff(tenantId, size);
    await owner`vacuum analyze elements`;
    const list = (query: Record<string, string>) => listElements(ctx, fileId, ListElements.parse(query));
    const window = Array.from({ length: 100 }, (_, i) => Math.floor(size * 0.9) + i).join();
    const row: Record<string, string | number> = { elements: size };
    const ask = async (what: string, work: () => Promise<unknown>) => {
      const times: number[] = [];
      for (let run = 0; run < RUNS; run++) {
        const started = performance.now();
        await work();
        times.push(performance.now() - started);
      }
      row[what] = round(percentile(times, 0.5));
    };
    await ask("page", () => list({}));
    await ask("deep page", () => list({ after: String(Math.floor(size * 0.9)) }));
    await ask("sorted", () => list({ sort: "volume_m3", order: "desc" }));
    await ask("filtered", () => list({ class: "IfcWall", confidence: "low" }));
    await ask("window", () => list({ ordinals: window }));
    await ask("order", () =>
      orderElements(ctx, fileId, OrderElements.parse({ sort: "volume_m3", by: "storey" })),
    );
    for (const by of ["storey", "class", "material"])
      await ask(`by ${by}`, () => groupElements(ctx, fileId, GroupElements.parse({ by })));
    await ask("csv", async () => {
      const { body } = await exportElements(ctx, fileId, ExportElements.parse({}));
      await new Response(body).arrayBuffer();
    });
    rows.push(row);
  }
} finally {
  await owner.end();
  await closePools();
  await database.stop();
}
report("takeoff-table", rows, [
  "Milliseconds, the median of seven. The table itself asks for windows, one order and one set of groups a view.",
  `Aim: page and window below ${AIM_MS} ms at 100 000 elements.`,
]);
const slow = rows.filter((row) => Number(row.page) > AIM_MS || Number(row.window) > AIM_MS);
if (slow.length > 0) process.exitCode = 1;
