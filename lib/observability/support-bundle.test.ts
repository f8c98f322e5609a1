import "#lib/jobs/test/own-database.ts";

import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { closePools } from "#db/client.ts";
import { outbox } from "#db/schema/jobs.ts";
import { metricProcesses } from "#db/schema/metrics.ts";
import { withSystem } from "#db/tenant.ts";
import { auditAs } from "#lib/audit/record.ts";
import { readArchive } from "#lib/backup/read-archive.ts";
import { type Fixture, makeFixture } from "#lib/http/testing/fixture.ts";
import { writeSupportBundle } from "./support-bundle.ts";

let directory = "";
let tenant: Fixture;
const SECRET = `secret-${randomBytes(12).toString("hex")}`;

beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "cai-bundle-"));
  tenant = await makeFixture();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await closePools();
  await rm(directory, { recursive: true, force: true });
});

it("holds what helps, by ids alone: no name, address, file name, slug, text or secret", async () => {
  const { id, slug, marker } = tenant;
  for (const name of ["STRIPE_SECRET_KEY", "METRICS_TOKEN", "LOG_LEVEL", "SMTP_URL"])
    vi.stubEnv(name, `${SECRET}/${name}`);
  vi.stubEnv("WEB_PROCESSES", "3");
  const traceId = randomBytes(16).toString("hex");
  await withSystem(async (tx) => {
    await auditAs(
      tx,
      { tenantId: id, actor: "system" },
      "file.renamed",
      { type: "file", id },
      { name: marker },
    );
    const told = [
      {
        name: "metrics_collect_errors_total",
        values: [{ labels: { part: "outbox", process: `jobs@${marker}:7` }, value: 1 }],
      },
    ];
    await tx
      .insert(metricProcesses)
      .values({ id: `jobs@${marker}:7`, service: "jobs", flushed: 0, samples: told });
    await tx.insert(outbox).values({ tenantId: id, name: "file/uploaded", data: { filename: marker } });
    await tx.execute(sql`
      insert into error_groups (fingerprint, type, message, service, route, job, frame, count, first_seen, last_seen, last_trace_id)
      values ('f-known', 'TypeError', ${`could not read ${marker}.ifc`}, 'api', 'GET /api/files/[id]', null, 'lib/x.ts:1 read', 7, now(), now(), ${traceId}),
        ('f-other', ${`Error ${marker}`}, ${marker}, 'job', ${`/${marker}`}, ${marker}, null, 1, now(), now(), null)`);
    for (const [span, name] of [
      ["1", "GET /api/files/[id]"],
      ["2", `GET https://${marker}.example/hook`],
    ])
      await tx.execute(sql`
        insert into trace_spans (trace_id, span_id, tenant_id, name, kind, service, started_at, duration_us, status, attributes, events, links, is_slow)
        values (${traceId}, ${span}, ${id}, ${name}, 'server', 'web', now(), 9000000, 'error',
          ${JSON.stringify({ "http.response.status_code": 500, "error.message": marker })}::jsonb, ${JSON.stringify([{ name: marker, at: "", attributes: {} }])}::jsonb, '[]', true)`);
    await tx.execute(sql`
      insert into job_runs (function_id, event, tenant_id, status, places, place_key, error)
      values ('construction-ai-process-file', ${JSON.stringify({ data: { filename: marker } })}::jsonb, ${id}, 'failed', '[]', '',
        ${JSON.stringify({ name: "Error", message: marker })}::json)`);
  });
  const log = path.join(directory, "log");
  await writeFile(
    log,
    [
      JSON.stringify({
        level: 50,
        time: 1,
        tenant_id: id,
        msg: "an organisation was deleted",
        deletion: { slug },
        err: { type: "TypeError", message: marker, stack: marker },
      }),
      JSON.stringify({ level: 30, time: 2, msg: `hello ${marker}`, trace_id: marker }),
      `GET /files/${marker} 200`,
    ].join("\n"),
  );
  const to = path.join(directory, "bundle.tar.zst");
  const made = await writeSupportBundle({ to, log });
  expect(made.failed).toEqual({});
  const files = new Map<string, string>();
  for await (const { name, content } of readArchive(to, null)) {
    const chunks: Buffer[] = [];
    for await (const chunk of content) chunks.push(chunk);
    files.set(name, Buffer.concat(chunks).toString("utf8"));
  }
  // It looks in the right places.
  expect(files.get("errors.json")).toContain("f-known");
  expect(files.get("errors.json")).toContain("GET /api/files/[id]");
  expect(JSON.parse(files.get("slow.json") ?? "[]")).toMatchObject([
    { trace_id: traceId, tenant_id: id, http_status: 500 },
    { trace_id: traceId, tenant_id: id },
  ]);
  expect(files.get("jobs.json")).toContain("construction-ai-process-file");
  expect(files.get("organisations.json")).toContain(id);
  expect(files.get("tables.json")).toContain('"cost_estimate_lines"');
  expect(files.get("metrics.txt")).toContain("# TYPE");
  const processes = [...(files.get("metrics.txt") ?? "").matchAll(/process="([^"]*)"/g)].map(([, of]) => of);
  expect(processes.filter((of) => !/^[a-z]+@host-\d+:\d+$/.test(of ?? ""))).toEqual([]);
  expect(processes).toContainEqual(expect.stringMatching(/^jobs@host-\d+:7$/));
  expect(files.get("log.ndjson")).toContain("an organisation was deleted");
  expect(files.get("log.ndjson")).toContain('"lines_left_out":1');
  expect(JSON.parse(files.get("configuration.json") ?? "{}").variables).toMatchObject({
    STRIPE_SECRET_KEY: "set",
    SMTP_URL: "set",
    LOG_LEVEL: "set",
    WEB_PROCESSES: "3",
  });
  expect(JSON.parse(files.get("migrations.json") ?? "{}").applied.length).toBeGreaterThan(20);
  const all = [...files.entries()].map(([name, text]) => `${name}\n${text}`).join("\n");
  const password = new URL(process.env.DATABASE_URL ?? "").password;
  for (const planted of [
    marker,
    slug,
    SECRET,
    password,
    process.env.AUTH_SECRET ?? "",
    ...Object.values(tenant.members).map(({ email }) => email),
  ]) {
    expect(planted).not.toBe("");
    expect(all, planted).not.toContain(planted);
  }
});
