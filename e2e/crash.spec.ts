import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { IS_FULL, ONLY_FULL } from "./fixtures.ts";
import { Installation } from "./installation.ts";

/** What each step writes when it is done: held by the test, the step stands still at its most delicate line. */
const STEPS = {
  extract_geometry: "file_analyses",
  classify_materials: "materials",
  estimate_costs: "cost_estimate_lines",
  calculate_carbon: "usage_events",
} as const;

test("kill -9 in each of the four steps, then start: the file completes with one estimate, metered once", async () => {
  test.skip(!IS_FULL, `Minutes: ${ONLY_FULL}; lib/jobs/embedded/kill.test.ts kills in every run`);
  test.setTimeout(300_000);
  const installation = await Installation.create(3461);
  try {
    await installation.start();
    const tenant = await installation.createTenant("crash");
    const sample = await readFile(path.join("public", "samples", "sample-building.ifc"));
    for (const [step, table] of Object.entries(STEPS)) {
      await test.step(step, async () => {
        const form = new FormData();
        form.set("file", new Blob([new Uint8Array(sample)]), `${step}.ifc`);
        const sql = postgres(await installation.databaseUrl(), { max: 2, onnotice: () => {} });
        const { file_id } = await (
          await installation.api(tenant, "/api/files/upload", { method: "POST", body: form })
        ).json();
        await sql
          .begin(async (held) => {
            await held`lock table ${held(table)} in share row exclusive mode`;
            await expect(async () => {
              const [row] =
                await sql`select s.status from processing_steps s join processing_runs r on r.id = s.run_id
                where r.file_id = ${file_id} and s.name = ${step}`;
              expect(row?.status).toBe("running");
            }).toPass({ timeout: 60_000, intervals: [20] });
            await installation.kill();
          })
          .finally(() => sql.end());

        await installation.start();
        await expect(async () => {
          const file = await (await installation.api(tenant, `/api/files/${file_id}`)).json();
          expect(file.status).toBe("completed");
          expect(file.steps.find((s: { name: string }) => s.name === step).attempts).toBeGreaterThan(1);
        }).toPass({ timeout: 90_000 });

        const after = postgres(await installation.databaseUrl(), { max: 1, onnotice: () => {} });
        const [counts] = await after`select
          (select count(*)::int from cost_estimates where file_id = ${file_id}) as estimates,
          (select count(*)::int from usage_events where kind = 'file_processed' and key like ${`%${file_id}`}) as metered,
          (select count(*)::int from file_analyses where file_id = ${file_id}) as analyses`;
        await after.end();
        expect(counts).toEqual({ estimates: 1, metered: 1, analyses: 1 });
      });
    }
  } finally {
    await installation.stop();
  }
});
