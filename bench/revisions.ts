import { benchDatabase } from "./lib/database.ts";
import { report, round } from "./lib/report.ts";

/**
 * Two versions of a model of 1 000, 10 000 and 100 000 elements a side, the newer one exported anew with other GlobalIds
 * and one element in fifty edited: matching by itself, with the same GlobalIds and without, and the whole comparison in the
 * database, amounts and rows and all. BENCH_RUNS sets how often the matching is timed.
 */
const SIZES = [1_000, 10_000, 100_000];
const RUNS = Number(process.env.BENCH_RUNS ?? 5);
/** Ten times the elements may take so many times as long: no square in it. */
const MOST_GROWTH = 20;

const database = await benchDatabase();
const { closePools } = await import("#db/client.ts");
const { elements } = await import("#db/schema/files.ts");
const { withSystem } = await import("#db/tenant.ts");
const { makeTenant } = await import("#db/test/tenant.ts");
const { estimateFile, modelledFile } = await import("#lib/estimates/test/modelled-file.ts");
const { compareVersions } = await import("#lib/revisions/compare-versions.ts");
const { ListChanges, listChanges } = await import("#lib/revisions/list-changes.ts");
const { markVersion } = await import("#lib/revisions/mark-version.ts");
const { matchElements } = await import("#lib/revisions/match-elements.ts");
const { lengthened, movedElement, syntheticModel } = await import(
  "#lib/revisions/testing/synthetic-model.ts"
);
const { systemCtx } = await import("#lib/tenancy/system-context.ts");
const { and, eq } = await import("drizzle-orm");

type Model = ReturnType<typeof syntheticModel>;

/** One in fifty is edited, in turn: removed, made longer, moved. */
function edited(model: Model): Model {
  return {
    ...model,
    elements: model.elements.flatMap((element, at) => {
      if (at % 50 !== 0) return [element];
      const which = (at / 50) % 3;
      if (which === 0) return [];
      return [which === 1 ? lengthened(element, 1) : movedElement(element, [0, 1.5, 0])];
    }),
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const rows: Record<string, string | number>[] = [];
const grown: string[] = [];
try {
  const ctx = await systemCtx((await makeTenant({ plan: "enterprise" })).id);
  let before: { place: number; all: number } | null = null;
  for (const size of SIZES) {
    const base = syntheticModel(size);
    const same = edited(syntheticModel(size));
    const anew = edited(syntheticModel(size, "b"));
    const times = { id: [] as number[], place: [] as number[] };
    for (let run = 0; run < RUNS; run++) {
      times.id.push(await timed(() => matchElements(base, same)));
      times.place.push(await timed(() => matchElements(base, anew)));
    }
    const first = await stored(base);
    const second = await stored(anew);
    await markVersion(ctx, second, { supersedes: first });
    const cpuBefore = process.cpuUsage();
    const all = await timed(() => compareVersions(ctx, second));
    const cpu = process.cpuUsage(cpuBefore);
    const page = await timed(() =>
      listChanges(ctx, second, ListChanges.parse({ kind: "unchanged", after: String(Math.floor(size / 2)) })),
    );
    // The fastest: what else the machine does makes the others slower.
    const place = Math.min(...times.place);
    const growth = before ? `${round(place / before.place)}×, ${round(all / before.all)}×` : "";
    if (before && (place / before.place > MOST_GROWTH || all / before.all > MOST_GROWTH))
      grown.push(String(size));
    rows.push({
      "elements a side": size,
      "match by GlobalId ms": round(Math.min(...times.id)),
      "match by place ms": round(place),
      "whole comparison ms": round(all),
      "its cpu ms": round((cpu.user + cpu.system) / 1000),
      "a page in the middle ms": round(page),
      "growth (place, whole)": growth,
    });
    before = { place, all };
  }

  /** A file of this model, taken off and priced. */
  async function stored(model: Model): Promise<string> {
    const [kept] = model.elements;
    if (!kept) throw new Error("The model is empty");
    const run = await modelledFile(ctx, [
      { ifcClass: kept.ifcClass, storey: 0, quantities: kept.quantities, materials: [["Concrete C30/37"]] },
    ]);
    const key = { tenantId: ctx.tenant.id, fileId: run.fileId };
    await withSystem(async (tx) => {
      await tx
        .delete(elements)
        .where(and(eq(elements.tenantId, key.tenantId), eq(elements.fileId, key.fileId)));
      for (let from = 0; from < model.elements.length; from += 1000)
        await tx.insert(elements).values(
          model.elements.slice(from, from + 1000).map(({ quantities, box, materials, ...element }, at) => ({
            ...key,
            ...element,
            ordinal: from + at,
            storey: (element.storey ?? 0) % 2,
            ...quantities,
            boxM: box,
            sources: {},
            materials: [...materials],
            measured: true,
          })),
        );
    });
    await estimateFile(ctx, run);
    return run.fileId;
  }
} finally {
  await closePools();
  await database.stop();
}
report("revisions", rows, [
  `One element in fifty is edited. Ten times the elements may be matched in ${MOST_GROWTH} times as long at most.`,
]);
if (grown.length > 0) process.exitCode = 1;
