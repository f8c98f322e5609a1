import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closePools, pool } from "#db/client.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { estimateOfFile, linesOf } from "#lib/estimates/measured-model.ts";
import { estimateFile, type GivenElement, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { withdrawCorrections } from "./end-corrections.ts";
import { listCorrections } from "./list-corrections.ts";
import { makeCorrections } from "./make-corrections.ts";
import { ListCorrections, MakeCorrections } from "./views.ts";

let ctx: Ctx;
beforeAll(async () => {
  ctx = await systemCtx((await makeTenant({ plan: "enterprise" })).id);
});
afterAll(closePools);

const MATERIALS = ["Concrete C30/37", "Brick", "Zubrium 9"];
/** All share one GlobalId, as models of doubtful make do: each is corrected by itself all the same. */
const MODEL: GivenElement[] = Array.from({ length: 9 }, (_, at) => ({
  ifcClass: at % 2 === 0 ? "IfcWall" : "IfcSlab",
  storey: at % 3 === 0 ? 0 : 1,
  quantities: { volumeM3: 2 + at * 0.75, areaM2: 10 + at },
  materials: [[MATERIALS[at % 3] ?? ""]],
}));

/** The bill once more, from the elements as they stand, by nothing but sums. */
const RECOMPUTED = `
  select l.key, count(distinct e.ordinal)::int as elements,
    round(round(sum(e.volume_m3::numeric * (part->>'share')::numeric), 6) * l.unit_rate * 100)::text as likely_minor,
    trim_scale(round(sum(e.volume_m3::numeric * (part->>'share')::numeric), 6))::text as quantity
  from cost_estimates c
  join cost_estimate_lines l on l.tenant_id = c.tenant_id and l.estimate_id = c.id and l.unit = 'm3'
  join elements e on e.tenant_id = c.tenant_id and e.file_id = c.file_id and e.measured and e.ifc_class = l.ifc_class
  cross join lateral jsonb_array_elements(e.materials) part
  join materials m on m.tenant_id = c.tenant_id and m.file_id = c.file_id and m.name = part->>'name'
    and m.catalogue_id = l.catalogue_id
  where c.tenant_id = $1 and c.file_id = $2 group by l.key, l.unit_rate order by l.key`;

const step = fc.record({
  ordinals: fc.uniqueArray(fc.nat(MODEL.length - 1), { minLength: 1, maxLength: 3 }),
  what: fc.oneof(
    fc
      .integer({ min: 1, max: 40_000_000 })
      .map((micro) => ({ quantities: { volume_m3: (micro / 1e6).toFixed(6) } })),
    fc.constant({ excluded: true as const }),
    fc.constantFrom(...MATERIALS).map((name) => ({ materials: [{ name }] })),
    fc.constant({
      materials: [
        { name: "Brick", share: 0.25 },
        { name: "Concrete C30/37", share: 0.75 },
      ],
    }),
    fc.constant("withdraw" as const),
  ),
});

it("an estimate with corrections is what its elements sum up to, whatever was corrected and withdrawn", async () => {
  const run = await modelledFile(ctx, MODEL);
  const { fileId } = run;
  await estimateFile(ctx, run);
  const standing = async () =>
    (await listCorrections(ctx, fileId, ListCorrections.parse({ limit: 200 }))).items;
  const bill = async () => {
    const estimate = await ctx.transaction((tx) => estimateOfFile(tx, ctx.tenant.id, fileId));
    const lines = await ctx.transaction((tx) => linesOf(tx, ctx.tenant.id, estimate?.id ?? ""));
    return {
      estimate,
      lines: lines.filter(({ unit }) => unit === "m3").toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    };
  };
  const first = await bill();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
      for (const { ordinals, what } of steps) {
        if (what === "withdraw") {
          const [one] = await standing();
          if (one) await withdrawCorrections(ctx, fileId, { ids: [one.id] });
          continue;
        }
        const asked = MakeCorrections.parse({ ordinals, ...what, reason: "As on the plans" });
        // What is excluded is not corrected: that is refused, and nothing changes.
        await makeCorrections(ctx, fileId, asked).catch((error) =>
          expect(["element_excluded", "correction_out_of_bounds"]).toContain(error.code),
        );
      }
      const { estimate, lines } = await bill();
      const found = await pool("cai_system").sql.unsafe<
        { key: string; likely_minor: string; elements: number; quantity: string }[]
      >(RECOMPUTED, [ctx.tenant.id, fileId]);
      expect(
        found.map(({ key, quantity, elements }) => ({ key, quantity: Number(quantity), elements })),
      ).toEqual(
        lines.map((line) => ({
          key: line.key,
          quantity: Number(line.quantity),
          elements: line.elements.length,
        })),
      );
      expect(estimate?.likelyMinor).toBe(found.reduce((sum, row) => sum + Number(row.likely_minor), 0));
    }),
    { numRuns: 15 },
  );
  const left = await standing();
  if (left.length > 0) await withdrawCorrections(ctx, fileId, { ids: left.map(({ id }) => id) });
  const last = await bill();
  expect(last.lines).toEqual(first.lines);
  expect(last.estimate?.likelyMinor).toBe(first.estimate?.likelyMinor);
}, 120_000);
