import { sql } from "drizzle-orm";
import { withTenant } from "#db/tenant.ts";
import { CreateEstimate, createEstimate } from "#lib/estimates/create-estimate.ts";
import type { Ctx } from "#lib/tenancy/context.ts";

export async function makeEstimate(ctx: Ctx, description: string, given: object = {}): Promise<string> {
  const input = {
    materials: { Concrete: { quantity: 10, unit: "m3" }, "Reinforcing steel": { quantity: 900, unit: "kg" } },
    location: "Berlin",
    labor_rate: 45,
    equipment_rate: 75,
    description,
    ...given,
  };
  return (await createEstimate(ctx, CreateEstimate.parse(input))).id;
}

/** Many at once: copies of one, told apart by their names. */
export async function makeEstimates(ctx: Ctx, count: number): Promise<string[]> {
  const model = await makeEstimate(ctx, "Office block, concrete frame");
  return withTenant(ctx.tenant.id, async (tx) => {
    await tx.execute(sql`
      create temporary table copies on commit drop as
        select e.*, gen_random_uuid() as copy, n from cost_estimates e, generate_series(2, ${count}) n where e.id = ${model}`);
    await tx.execute(
      sql`update copies set id = copy, name = 'Office block ' || n, description = 'Storeys: ' || n`,
    );
    await tx.execute(sql`alter table copies drop column copy, drop column n`);
    await tx.execute(sql`insert into cost_estimates select * from copies`);
    await tx.execute(sql`
      create temporary table copied_lines on commit drop as
        select l.*, c.id as copy from cost_estimate_lines l, copies c where l.estimate_id = ${model}`);
    await tx.execute(sql`update copied_lines set estimate_id = copy`);
    await tx.execute(sql`alter table copied_lines drop column copy`);
    await tx.execute(sql`insert into cost_estimate_lines select * from copied_lines`);
    const rows = await tx.execute<{ id: string }>(sql`select id from cost_estimates`);
    return rows.map(({ id }) => id);
  });
}
