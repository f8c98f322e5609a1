import "#lib/jobs/test/own-database.ts";

import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { createBackup } from "./create-backup.ts";
import { drill, drillTable } from "./drill.ts";
import { examineRestored } from "./examine.ts";
import { thisInstallation } from "./installation.ts";
import { type Filled, fillTenant } from "./test/fill.ts";

let under = "";
let tenant: Filled;
beforeAll(async () => {
  under = await mkdtemp(path.join(os.tmpdir(), "cai-drill-"));
  tenant = await fillTenant((await thisInstallation()).stores);
});
afterAll(async () => {
  await closePools();
  await rm(under, { recursive: true, force: true });
});

it("restores a fresh backup by the commands, finds it the same and working, and leaves nothing", async () => {
  // Of a process that is no more.
  await mkdir(path.join(under, "backup-drill-999999999-1-abcdef"));
  const done = await drill({
    existing: null,
    create: async (to, recipient) =>
      createBackup(await thisInstallation(), { to, recipients: { recipients: [recipient] } }),
    under,
    keep: false,
  });
  expect(done.tables.filter(({ same }) => !same)).toEqual([]);
  expect(done.tables.reduce((sum, { restored_rows }) => sum + restored_rows, 0)).toBe(done.created?.rows);
  expect(done).toMatchObject({
    ok: true,
    compared: "content",
    objects: { count: tenant.objects.length + 1, different: [] },
    audit: { organisations: 1, verified: 1, broken: [] },
    row_level_security: { without: [], foreign_rows: 0 },
    auth_secret: true,
    sign_in: true,
  });
  expect(drillTable(done)).not.toContain("FAIL");
  expect(await readdir(under)).toEqual([]);
}, 300_000);

it("tries no other installation than a drill's", async () => {
  await expect(examineRestored("backup.age", { identities: [] })).rejects.toMatchObject({ code: "no_drill" });
});
