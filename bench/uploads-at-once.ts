import { readFile } from "node:fs/promises";
import path from "node:path";
import { Installation } from "../e2e/installation.ts";
import { percentile, report, round } from "./lib/report.ts";

/**
 * 200 form uploads of the sample building at once, each processed to its end, while the list of files is asked for all
 * along: its p95 against the p95 of an idle server, in the same run. BENCH_UPLOADS sets the number.
 */
const UPLOADS = Number(process.env.BENCH_UPLOADS ?? 200);
const sample = new Uint8Array(await readFile(path.join("public", "samples", "sample-building.ifc")));
const installation = await Installation.create(3472);
try {
  await installation.start();
  const tenant = await installation.createTenant("crowd");
  const list = async () => {
    const startedAt = performance.now();
    const response = await installation.api(tenant, "/api/files");
    await response.text();
    if (!response.ok) throw new Error(`GET /api/files: ${response.status}`);
    return performance.now() - startedAt;
  };
  const probe = async (until: () => boolean) => {
    const times: number[] = [];
    while (!until()) {
      times.push(await list());
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return times;
  };
  for (let i = 0; i < 30; i++) await list();
  let asked = 0;
  const idle = await probe(() => asked++ >= 200);

  let done = false;
  const busy = probe(() => done);
  const startedAt = performance.now();
  const ids = await Promise.all(
    Array.from({ length: UPLOADS }, async (_, i) => {
      const form = new FormData();
      form.set("file", new Blob([sample]), `model-${i}.ifc`);
      const response = await installation.api(tenant, "/api/files/upload", { method: "POST", body: form });
      if (response.status !== 201)
        throw new Error(`Upload ${i}: ${response.status} ${await response.text()}`);
      return (await response.json()).file_id as string;
    }),
  );
  const uploaded = (performance.now() - startedAt) / 1000;
  const count = async (status: string) =>
    (await (await installation.api(tenant, `/api/files?limit=1&status=${status}`)).json()).total as number;
  while ((await count("completed")) + (await count("failed")) < ids.length)
    await new Promise((r) => setTimeout(r, 500));
  const processed = (performance.now() - startedAt) / 1000;
  done = true;
  const during = await busy;
  const row = (state: string, times: number[]) => ({
    state,
    requests: times.length,
    "p50 ms": round(percentile(times, 0.5)),
    "p95 ms": round(percentile(times, 0.95)),
    "p95 ratio": round(percentile(times, 0.95) / percentile(idle, 0.95), 2),
  });
  report(
    "uploads-at-once",
    [row("idle", idle), row(`${UPLOADS} uploads`, during)],
    [
      `${UPLOADS} uploads taken in ${round(uploaded)} s, processed in ${round(processed)} s; completed ${await count("completed")}, failed ${await count("failed")}.`,
      "Aim: p95 ratio below 5, all completed.",
    ],
  );
} finally {
  await installation.stop();
}
