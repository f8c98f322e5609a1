import { createHash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { parse } from "csv-parse/sync";
import { eq, getTableName } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { GET as download } from "#app/api/exports/[id]/download/route.ts";
import { GET as readOne, DELETE as remove } from "#app/api/exports/[id]/route.ts";
import { GET as list, POST as request } from "#app/api/exports/route.ts";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { apiKeys, ssoConnections, tenantInvitations } from "#db/schema/auth.ts";
import { dataExports } from "#db/schema/exports.ts";
import { files } from "#db/schema/files.ts";
import { outbox } from "#db/schema/jobs.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import { webhookEndpoints } from "#db/schema/webhooks.ts";
import { withSystem } from "#db/tenant.ts";
import { makeFinalInvoice } from "#lib/billing/payments/test/final-invoice.ts";
import { estimateFile, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { type Fixture, makeFile, makeFixture } from "#lib/http/testing/fixture.ts";
import { objectStores } from "#lib/storage/index.ts";
import { archiveKey, exportsPrefix, logoKey } from "#lib/storage/keys.ts";
import { StoreUnavailable } from "#lib/storage/store.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { tenantTables } from "#lib/tenancy/tenant-data.ts";
import { reconcileStorage } from "#lib/usage/reconcile-storage.ts";
import { DATASETS, NOT_EXPORTED } from "./datasets.ts";
import { exportMails } from "./export-mail.ts";
import { columnsOf, pagesOf } from "./read-dataset.ts";
import { failExport, runExport } from "./run-export.ts";
import { expiredExports, expireExport } from "./sweep-exports.ts";
import { openArchive } from "./test/open-archive.ts";

afterAll(closePools);
afterEach(() => vi.restoreAllMocks());

const ask = (tenant: Fixture) => call(request, "POST", { host: tenant.host, headers: tenant.keys.admin });
const at = (tenant: Fixture, id: string) => ({
  host: tenant.host,
  headers: tenant.keys.admin,
  params: { id },
});

async function requested(tenant: Fixture): Promise<string> {
  const answer = await ask(tenant);
  expect(answer.status).toBe(202);
  return (await answer.json()).id;
}

/** A file with bytes behind it. */
async function storedFile(tenant: Fixture, bytes: Buffer, values: Partial<typeof files.$inferInsert> = {}) {
  const file = await makeFile(tenant, {
    size: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    ...values,
  });
  await objectStores().files.putStream(file.storageKey, Readable.from([bytes]), {
    contentType: "application/octet-stream",
  });
  return file;
}

async function archivesOf(tenant: Fixture): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of objectStores().files.list(exportsPrefix(tenant.id))) keys.push(key);
  for await (const { key } of objectStores().files.listMultiparts(exportsPrefix(tenant.id))) keys.push(key);
  return keys;
}

const statusOf = async (id: string) => {
  const [row] = await withSystem((tx) => tx.select().from(dataExports).where(eq(dataExports.id, id)));
  return row;
};

describe("an organisation's export", () => {
  it("holds every file and table of it, checksummed, and nobody's secrets", async () => {
    const [tenant, other] = [await makeFixture(), await makeFixture()];
    const ctx = await systemCtx(tenant.id);
    const text = Buffer.from(`ISO-10303-21;\n${"#1=IFCWALL('x');\n".repeat(20_000)}`);
    const model = await storedFile(tenant, text, { filename: "../Häuser: Süd/Nord.ifc" });
    const drawing = await storedFile(tenant, randomBytes(300_000), { filename: "plan.pdf", format: "pdf" });
    const [archived, restored] = [await makeFile(tenant), await makeFile(tenant)];
    for (const [file, storageTier] of [
      [archived, "archived"],
      [restored, "restored"],
    ] as const) {
      const key = archiveKey(tenant.id, file.id, file.filename);
      await objectStores().archive.putStream(key, Readable.from([Buffer.from("cold")]), {
        contentType: "application/octet-stream",
        storageClass: "STANDARD_IA",
      });
      await withSystem((tx) =>
        tx
          .update(files)
          .set({ storageTier, archiveKey: key, storageClass: "STANDARD_IA", sha256: null })
          .where(eq(files.id, file.id)),
      );
    }
    const changed = await storedFile(tenant, Buffer.from("flipped"), { sha256: "0".repeat(64) });
    const lost = await makeFile(tenant);
    await estimateFile(
      ctx,
      await modelledFile(ctx, [
        { ifcClass: "IfcWall", storey: 0, quantities: { volumeM3: 2 }, materials: [["Concrete C30/37"]] },
      ]),
    );
    const invoice = await makeFinalInvoice(tenant.id);
    const secrets = { endpoint: "sealed-endpoint-secret", sso: "sealed-sso-secret" };
    const logo = logoKey(tenant.id, crypto.randomUUID(), "f".repeat(64));
    await objectStores().files.putStream(logo, Readable.from([Buffer.from("PNG")]), {
      contentType: "image/png",
    });
    await withSystem(async (tx) => {
      await tx.insert(webhookEndpoints).values({
        tenantId: tenant.id,
        url: "https://hooks.example/x",
        events: ["*"],
        secret: secrets.endpoint,
      });
      await tx.insert(ssoConnections).values({
        tenantId: tenant.id,
        issuer: "https://issuer.example",
        clientId: "client",
        clientSecret: secrets.sso,
      });
      await tx
        .update(tenantSettings)
        .set({ customBranding: { logoKey: logo } })
        .where(eq(tenantSettings.tenantId, tenant.id));
    });

    const id = await requested(tenant);
    const again = await ask(tenant);
    expect(again.status).toBe(409);
    expect(await problemOf(again)).toMatchObject({ code: "export_running" });
    const early = await call(download, "GET", at(tenant, id));
    expect(await problemOf(early)).toMatchObject({ status: 409, code: "export_not_ready" });
    expect(await runExport(ctx, id)).toBe("ready");

    const view = await (await call(readOne, "GET", at(tenant, id))).json();
    expect(view).toMatchObject({ status: "ready", progress: 100, problem: null });
    const answer = await call(download, "GET", at(tenant, id));
    expect(answer.headers.get("content-disposition")).toContain(`export-${tenant.slug}-`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.length).toBe(view.size);
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(view.sha256);
    const opened = await openArchive(bytes);

    expect(opened.files.get(`files/${model.id}/__Häuser_ Süd_Nord.ifc`)?.equals(text)).toBe(true);
    expect(opened.files.get(`files/${drawing.id}/plan.pdf`)?.length).toBe(300_000);
    expect(opened.text(`files/${restored.id}/${restored.filename}`)).toBe("cold");
    expect(opened.text("branding/logo.png")).toBe("PNG");
    expect(opened.text(`invoices/invoice-${invoice.number}.pdf`).slice(0, 5)).toBe("%PDF-");
    const missing: { id: string; reason: string }[] = parse(opened.text("files/not-included.csv"), {
      columns: true,
    });
    const reasonOf = (file: { id: string }) => missing.find((one) => one.id === file.id)?.reason;
    expect(reasonOf(archived)).toContain("restore it first");
    expect(reasonOf(lost)).toContain("bytes are missing");
    expect(reasonOf(changed)).toContain("SHA-256 differs");
    expect(reasonOf(model)).toBeUndefined();

    for (const { name } of DATASETS) {
      expect(opened.text("README.txt")).toContain(name);
      const rows: object[] = opened.json(`data/${name}.json`);
      expect(parse(opened.text(`data/${name}.csv`), { columns: true }), name).toHaveLength(rows.length);
    }
    const filled = ["members", "files", "elements", "estimates", "estimate_lines", "invoices", "audit_log"];
    for (const name of filled) expect(opened.json<object[]>(`data/${name}.json`), name).not.toEqual([]);
    const members: { email: string }[] = opened.json("data/members.json");
    expect(members.map(({ email }) => email)).toContain(tenant.members.admin.email);

    const everything = [...opened.files.values()].map(String).join("\n");
    expect(everything).toContain(tenant.marker);
    expect(everything).not.toContain(other.marker);
    const hashes = await withSystem(async (tx) => [
      ...(await tx.select({ hash: apiKeys.hash }).from(apiKeys).where(eq(apiKeys.tenantId, tenant.id))),
      ...(await tx
        .select({ hash: tenantInvitations.tokenHash })
        .from(tenantInvitations)
        .where(eq(tenantInvitations.tenantId, tenant.id))),
    ]);
    for (const secret of [...hashes.map(({ hash }) => hash), ...Object.values(secrets)])
      expect(everything).not.toContain(secret);

    const logged = await withSystem((tx) =>
      tx.select().from(auditLogs).where(eq(auditLogs.tenantId, tenant.id)),
    );
    expect(logged.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["export.requested", "export.finished", "export.downloaded"]),
    );
    const mails = await exportMails({ tenant_id: tenant.id, export_id: id });
    expect(mails).toMatchObject([{ to: tenant.members.admin.email }]);
    expect(mails[0]?.action?.url).toContain("/settings/data");
  }, 60_000);

  it("is not among the bytes that are counted and billed", async () => {
    const tenant = await makeFixture();
    await withSystem((tx) => tx.delete(files).where(eq(files.tenantId, tenant.id)));
    const id = await requested(tenant);
    await runExport(await systemCtx(tenant.id), id);
    expect(await archivesOf(tenant)).toHaveLength(1);
    expect((await reconcileStorage(tenant.id))?.hot.stored ?? 0).toBe(0);
  });

  it("of a dead attempt is begun anew, and one that only seemed dead takes its archive away", async () => {
    const tenant = await makeFixture();
    await storedFile(tenant, randomBytes(1000));
    const ctx = await systemCtx(tenant.id);
    const id = await requested(tenant);
    const gate = gated();
    const slow = runExport(ctx, id);
    await gate.reached;
    const first = (await statusOf(id))?.objectKey;
    // As S3 keeps what a killed process had begun.
    await objectStores().files.createMultipart(first ?? "", { contentType: "application/zip" });
    const nextGate = gated();
    const next = runExport(ctx, id);
    await nextGate.reached;
    gate.open();
    expect(await slow).toBe("dropped");
    nextGate.open();
    expect(await next).toBe("ready");
    const row = await statusOf(id);
    expect(row?.objectKey).not.toBe(first);
    expect(await archivesOf(tenant)).toEqual([row?.objectKey]);
    expect(await runExport(ctx, id)).toBe("dropped");
  });

  it("that is cancelled stops and leaves nothing; the next one can be asked for", async () => {
    const tenant = await makeFixture();
    await storedFile(tenant, randomBytes(1000));
    const ctx = await systemCtx(tenant.id);
    const id = await requested(tenant);
    const gate = gated();
    const running = runExport(ctx, id);
    await gate.reached;
    expect((await call(remove, "DELETE", at(tenant, id))).status).toBe(204);
    gate.open();
    expect(await running).toBe("dropped");
    expect(await archivesOf(tenant)).toEqual([]);
    expect(await statusOf(id)).toMatchObject({ status: "cancelled" });
    expect(await problemOf(await call(remove, "DELETE", at(tenant, id)))).toMatchObject({
      code: "export_over",
    });
    await requested(tenant);
  });

  it("that fails leaves nothing in the store, and says why", async () => {
    const tenant = await makeFixture();
    await storedFile(tenant, randomBytes(1000));
    const ctx = await systemCtx(tenant.id);
    const id = await requested(tenant);
    const store = objectStores().files;
    const read = store.getStream.bind(store);
    vi.spyOn(store, "getStream").mockImplementation(async (key, options) => {
      const body = await read(key, options);
      body.stream.destroy(new StoreUnavailable("The store broke off"));
      return body;
    });
    await expect(runExport(ctx, id)).rejects.toThrow("broke off");
    vi.spyOn(store, "putStream").mockRejectedValueOnce(new StoreUnavailable("The store is full"));
    vi.mocked(store.getStream).mockRestore();
    await expect(runExport(ctx, id)).rejects.toThrow("full");
    expect(await archivesOf(tenant)).toEqual([]);
    expect(await statusOf(id)).toMatchObject({ status: "running" });
    await failExport(ctx, id, "The store did not answer.");
    const items = (await (await call(list, "GET", { host: tenant.host, headers: tenant.keys.admin })).json())
      .items;
    expect(items).toMatchObject([{ id, status: "failed", problem: "The store did not answer." }]);
    const [mail] = await exportMails({ tenant_id: tenant.id, export_id: id });
    expect(mail).toMatchObject({ subject: expect.stringContaining("failed") });
    const events = await withSystem((tx) => tx.select().from(outbox).where(eq(outbox.tenantId, tenant.id)));
    expect(events.filter(({ name }) => name === "export/finished")).toHaveLength(1);
  });

  it("expires after seven days: its object goes", async () => {
    const tenant = await makeFixture();
    const id = await requested(tenant);
    await runExport(await systemCtx(tenant.id), id);
    const soon = new Date(Date.now() + 6.9 * 86_400_000);
    expect((await expiredExports(soon)).map((one) => one.id)).not.toContain(id);
    const later = new Date(Date.now() + 7.1 * 86_400_000);
    const [due] = (await expiredExports(later)).filter((one) => one.id === id);
    await expireExport(due ?? { id: "", tenantId: "" });
    expect(await archivesOf(tenant)).toEqual([]);
    const gone = await call(download, "GET", at(tenant, id));
    expect(await problemOf(gone)).toMatchObject({ status: 410, code: "export_expired" });
  });
});

describe("what an export holds", () => {
  it("is every table of tenants' rows, or a reason stands why not", () => {
    const exported = DATASETS.map(({ table }) => getTableName(table));
    const known = [...exported, ...Object.keys(NOT_EXPORTED)];
    expect(new Set(known).size).toBe(known.length);
    const there = tenantTables().map((table) => getTableName(table));
    expect(known.filter((name) => !["tenants", "outbox", "job_runs"].includes(name)).sort()).toEqual(
      there.sort(),
    );
  });

  it("is no column that is a secret by its name", () => {
    const suspicious = DATASETS.flatMap((dataset) =>
      columnsOf(dataset)
        .filter((name) => /secret|hash|token|password|stripe|storage_key/.test(name))
        .map((name) => `${dataset.name}.${name}`),
    );
    // What DNS shows everybody; the hash of a row of the log; until when an old secret signs.
    expect(suspicious).toEqual([
      "domains.token",
      "webhook_endpoints.previous_secret_until",
      "audit_chain.hash",
    ]);
  });

  it("is each row once, however small the pages are", async () => {
    const tenant = await makeFixture();
    for (let n = 0; n < 4; n++) await makeFile(tenant);
    const ctx = await systemCtx(tenant.id);
    for (const dataset of DATASETS) {
      const pages = async (page: number) => {
        const rows: Record<string, unknown>[] = [];
        for await (const some of pagesOf(ctx, { ...dataset, page })) rows.push(...some);
        return rows;
      };
      expect(await pages(1), dataset.name).toEqual(await pages(1000));
    }
  });
});

/** The next object to be read waits until it is told to go on. */
function gated() {
  const store = objectStores().files;
  const read = store.getStream.bind(store);
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  let arrive = () => {};
  const reached = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  vi.spyOn(store, "getStream").mockImplementationOnce(async (...of) => {
    arrive();
    await opened;
    return read(...of);
  });
  return { open, reached };
}
