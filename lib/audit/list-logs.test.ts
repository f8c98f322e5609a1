import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { users } from "#db/schema/auth.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { ExportAuditLogs, exportAuditLogs } from "#lib/audit/export-logs.ts";
import { ListAuditLogs, listAuditLogs } from "#lib/audit/list-logs.ts";
import { auditAs } from "#lib/audit/record.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

afterAll(closePools);

async function filledLog() {
  const tenant = await makeTenant();
  const [ada, ben, gone] = await Promise.all([1, 2, 3].map(() => makeMember(tenant.id, "admin")));
  if (!ada || !ben || !gone) throw new Error("No members");
  const write = (actor: string, action: string, id: string, detail: Record<string, unknown> = {}) =>
    withSystem((tx) =>
      auditAs(tx, { tenantId: tenant.id, actor, ip: "203.0.113.9" }, action, { type: "file", id }, detail),
    );
  await write(`user:${ada.id}`, "file.uploaded", "f1", { filename: "=SUM(A1)" });
  await write(`user:${ben.id}`, "file.deleted", "f1", { filename: '50%, "quoted"' });
  await write(`user:${gone.id}`, "project.created", "p1");
  await write("operator:00000000-0000-4000-8000-000000000001", "tenant.changed", tenant.id);
  await write("system", "invoice.paid", "i1");
  await withSystem((tx) => tx.delete(users).where(eq(users.id, gone.id)));
  const ctx = await systemCtx(tenant.id);
  const actions = async (query: Record<string, unknown>) =>
    (await listAuditLogs(ctx, ListAuditLogs.parse(query))).items.map(({ action }) => action);
  return { tenant, ctx, ada, ben, gone, actions };
}

describe("the audit log", () => {
  it("is listed newest first, page by page, with who did it by name", async () => {
    const { ctx, ada, gone } = await filledLog();
    const seen: string[] = [];
    let query: Record<string, string> = { limit: "2" };
    for (;;) {
      const page = await listAuditLogs(ctx, ListAuditLogs.parse(query));
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ action }) => action));
      if (!page.next) break;
      query = Object.fromEntries(new URL(page.next, "http://x").searchParams);
    }
    expect(seen).toEqual([
      "invoice.paid",
      "tenant.changed",
      "project.created",
      "file.deleted",
      "file.uploaded",
    ]);
    const { items } = await listAuditLogs(ctx, ListAuditLogs.parse({}));
    expect(items.map(({ seq }) => seq)).toEqual([5, 4, 3, 2, 1]);
    expect(items.map(({ actor }) => [actor.kind, actor.name, actor.former])).toEqual([
      ["system", "System", false],
      ["operator", "Platform operator", false],
      ["person", null, true],
      ["person", "Test admin", false],
      ["person", "Test admin", false],
    ]);
    expect(items[2]?.actor.id).toBe(`user:${gone.id}`);
    expect(items[4]?.actor.detail).toBe(ada.email);
  });

  it("is narrowed by each filter, and by all together", async () => {
    const { ada, ben, actions } = await filledLog();
    expect(await actions({ actor: `user:${ben.id}` })).toEqual(["file.deleted"]);
    expect(await actions({ actor: "operator" })).toEqual(["tenant.changed"]);
    expect(await actions({ action: "file" })).toEqual(["file.deleted", "file.uploaded"]);
    expect(await actions({ action: "file.deleted" })).toEqual(["file.deleted"]);
    expect(await actions({ target: "f1" })).toHaveLength(2);
    expect(await actions({ q: "50%" })).toEqual(["file.deleted"]);
    expect(await actions({ q: "%" })).toEqual(["file.deleted"]);
    expect(await actions({ q: ada.email.toUpperCase() })).toEqual(["file.uploaded"]);
    const today = new Date().toISOString().slice(0, 10);
    expect(await actions({ from: today, to: today })).toHaveLength(5);
    expect(await actions({ to: "2020-01-01" })).toEqual([]);
    expect(await actions({ action: "file", q: "sum", from: today })).toEqual(["file.uploaded"]);
    expect(ListAuditLogs.safeParse({ action: "DROP TABLE" }).success).toBe(false);
    await expect(actions({ cursor: "x" })).rejects.toMatchObject({ code: "cursor_invalid" });
  });

  it("leaves as CSV that no spreadsheet takes for a formula, and as JSON lines", async () => {
    const { ctx } = await filledLog();
    const written = async (format: string, more: Record<string, string> = {}) =>
      new Response((await exportAuditLogs(ctx, ExportAuditLogs.parse({ format, ...more }))).body).text();
    const csv = await written("csv");
    expect(csv.trimEnd().split("\r\n")).toHaveLength(6);
    expect(csv).toContain("Former member");
    expect(csv).not.toMatch(/(^|,)"?[=+@]/m);
    const lines = (await written("jsonl", { action: "file" })).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line).action)).toEqual(["file.deleted", "file.uploaded"]);
  });

  it("is for admins", async () => {
    const { ctx } = await filledLog();
    const viewer = { ...ctx, principal: { kind: "api_key", keyId: "k", role: "editor" } as const };
    await expect(listAuditLogs(viewer, ListAuditLogs.parse({}))).rejects.toMatchObject({ status: 403 });
    await expect(exportAuditLogs(viewer, ExportAuditLogs.parse({}))).rejects.toThrow(/role admin/);
  });
});
