import { createHash, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { estimateRevisions, estimateSnapshots } from "#db/schema/issuing.ts";
import { outbox } from "#db/schema/jobs.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { CreateEstimate, createEstimate } from "#lib/estimates/create-estimate.ts";
import { deleteEstimate } from "#lib/estimates/delete-estimate.ts";
import { RepriceEstimate, repriceEstimate } from "#lib/estimates/reprice-estimate.ts";
import { memberCtx } from "#lib/http/testing/ctx.ts";
import { type Fixture, makeFixture } from "#lib/http/testing/fixture.ts";
import { ListNotices, listNotices } from "#lib/notifications/list-notices.ts";
import { AddComment, addComment } from "#lib/review/add-comment.ts";
import { ChangeReview, changeReview } from "#lib/review/change-review.ts";
import { readReview } from "#lib/review/read-review.ts";
import { objectStores } from "#lib/storage/index.ts";
import { issuedFolder, issuedKey } from "#lib/storage/keys.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { downloadDocument } from "./download-document.ts";
import { downloadSnapshot } from "./download-snapshot.ts";
import { IssueRevision, issueRevision } from "./issue-revision.ts";
import { listRevisions } from "./list-revisions.ts";
import { purgeIssued } from "./purge-issued.ts";
import { sweepIssued } from "./sweep-issued.ts";
import { Sha256, verifyDocument } from "./verify-document.ts";
import type { IssuedFormat } from "./views.ts";
import { WithdrawRevision, withdrawRevision } from "./withdraw-revision.ts";

let tenant: Fixture;
let id: string;
let ip: string;
beforeEach(async () => {
  tenant = await makeFixture();
  ip = `test-${randomUUID()}`;
  id = (
    await createEstimate(
      await systemCtx(tenant.id),
      CreateEstimate.parse({
        materials: { "concrete-c30": { quantity: 2, unit: "m3" }, "steel-rebar": { quantity: 1, unit: "t" } },
        location: "US average",
        labor_rate: 45,
        equipment_rate: 75,
        description: "Pavilion",
      }),
    )
  ).id;
});
afterAll(closePools);

type Role = "viewer" | "editor" | "admin";
const as = async (role: Role) => (await memberCtx(tenant, tenant.members[role].id)).ctx;
const TITLE = "Chartered quantity surveyor";
const set = async (role: Role, input: unknown) => changeReview(await as(role), id, ChangeReview.parse(input));
async function approve() {
  await set("editor", { state: "in_review" });
  return set("admin", { state: "approved", signature: { title: TITLE } });
}
const issue = async (role: Role = "admin", input: unknown = { purpose: "For tender" }) =>
  issueRevision(await as(role), id, IssueRevision.parse(input));
const list = async () => listRevisions(await as("viewer"), id);
const reprice = async (labour: string) =>
  repriceEstimate(await as("editor"), id, RepriceEstimate.parse({ labor_rate: labour }));
const verify = (sha256: string) => verifyDocument(Sha256.parse(sha256), ip);
const sha256Of = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

async function download(revisionId: string, format: IssuedFormat): Promise<Buffer> {
  const got = await downloadDocument(await as("viewer"), { id, revisionId }, { format }, null);
  if (got.kind !== "bytes") throw new Error("The disk store gives bytes");
  return buffer(got.body.stream);
}
const hashOf = (revision: { documents: { format: string; sha256: string }[] }, format: IssuedFormat) =>
  revision.documents.find((document) => document.format === format)?.sha256 ?? "";

describe("approval", () => {
  it("freezes what the estimate says, signed, under a hash that anybody can compute again", async () => {
    const viewer = await as("viewer");
    await addComment(viewer, id, AddComment.parse({ body: "Is the slab in this?", line_position: 0 }));
    const { approval } = await approve();
    expect(approval).toMatchObject({ signer: { name: `admin ${tenant.marker}`, title: TITLE } });
    const snapshotId = approval?.snapshot_id ?? "";
    const { body } = await downloadSnapshot(viewer, { id, snapshotId });
    const text = await buffer(body);
    expect(sha256Of(text)).toBe(approval?.sha256);
    expect(text.length).toBe(approval?.size);
    const snapshot = JSON.parse(text.toString());
    expect(snapshot).toMatchObject({
      format: 1,
      estimate: {
        id,
        name: "Pavilion",
        priceBookVersion: expect.any(String),
        factorVersion: expect.any(String),
      },
      model: null,
      review: [{ state: "in_review" }, { state: "approved" }],
      comments: [{ body: "Is the slab in this?" }],
      signature: { name: `admin ${tenant.marker}`, title: TITLE },
    });
    expect(snapshot.lines).toHaveLength(2);
    expect(snapshot.lines[0]).toMatchObject({ buildUp: expect.anything(), factor: expect.anything() });
    expect(Object.keys(snapshot.prices)).toHaveLength(2);
  });

  it("needs a signature: a title, and a name of those who have none", async () => {
    await set("editor", { state: "in_review" });
    await expect(set("admin", { state: "approved" })).rejects.toMatchObject({ code: "signature_required" });
    const system = await systemCtx(tenant.id);
    const sign = (signature: unknown) =>
      changeReview(system, id, ChangeReview.parse({ state: "approved", signature }));
    await expect(sign({ title: TITLE })).rejects.toMatchObject({ code: "signature_required" });
    expect(await sign({ title: TITLE, name: "A. Lovelace" })).toMatchObject({
      approval: { signer: { name: "A. Lovelace", title: TITLE } },
    });
    expect((await readReview(await as("viewer"), id)).approval?.signer.name).toBe("A. Lovelace");
  });

  it("writes what nobody can change: neither role may, whichever row it is", async () => {
    await approve();
    await issue();
    const ctx = await as("admin");
    for (const change of [
      sql`update estimate_snapshots set signer_name = 'Somebody else'`,
      sql`delete from estimate_snapshots`,
      sql`update estimate_revisions set number = 7`,
      sql`update estimate_revisions set pdf_sha256 = repeat('0', 64)`,
      sql`delete from estimate_revisions`,
    ]) {
      await expect(ctx.transaction((tx) => tx.execute(change))).rejects.toMatchObject({
        cause: { code: "42501" },
      });
      await expect(withSystem((tx) => tx.execute(change))).rejects.toMatchObject({
        cause: { code: "42501" },
      });
    }
  });

  it("stays as it was when the estimate is calculated again", async () => {
    const { approval } = await approve();
    const read = async () =>
      withSystem((tx) => tx.select().from(estimateSnapshots).where(eq(estimateSnapshots.estimateId, id)));
    const before = await read();
    await reprice("52");
    expect(await read()).toEqual(before);
    expect(await readReview(await as("admin"), id)).toMatchObject({ state: "draft", approval: null });
    const second = (await approve()).approval;
    expect(second?.sha256).not.toBe(approval?.sha256);
    expect(await read()).toHaveLength(2);
  });
});

describe("issuing", () => {
  it("gives A, B … with documents that are the same bytes each time, and says what changed", async () => {
    await approve();
    expect(await list()).toMatchObject({ next: "A", items: [], may: { issue: false } });
    const a = await issue();
    expect(a).toMatchObject({ revision: "A", status: "current", changes: null, purpose: "For tender" });
    for (const format of ["pdf", "xlsx"] as const) {
      const first = await download(a.id, format);
      expect(sha256Of(first)).toBe(hashOf(a, format));
      await reprice(format === "pdf" ? "55" : "60");
      expect((await download(a.id, format)).equals(first)).toBe(true);
    }
    await approve();
    const b = await issue("admin", { purpose: "For construction", note: "Dearer labour", locale: "de" });
    expect(b).toMatchObject({
      revision: "B",
      locale: "de",
      changes: { since: "A", added: 0, removed: 0, changed: 2, carbon_kg: 0, likely: { currency: "USD" } },
    });
    expect(Number(b.changes?.likely?.amount)).not.toBe(0);
    const { items, next } = await list();
    expect(next).toBe("C");
    expect(items.map(({ revision, status }) => [revision, status])).toEqual([
      ["B", "current"],
      ["A", "superseded"],
    ]);
    const actions = await withSystem((tx) =>
      tx.select({ action: auditLogs.action }).from(auditLogs).where(eq(auditLogs.targetId, id)),
    );
    expect(actions.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["revision.issued", "revision.downloaded"]),
    );
    const events = await withSystem((tx) =>
      tx.select({ data: outbox.data }).from(outbox).where(eq(outbox.name, "estimate/issued")),
    );
    expect(events.map(({ data }) => data)).toEqual(
      expect.arrayContaining([{ tenant_id: tenant.id, estimate_id: id, revision_id: b.id }]),
    );
    const told = await listNotices(await as("editor"), ListNotices.parse({ topic: "estimates" }));
    expect(told.items.map(({ title }) => title)).toContain("Revision B of Pavilion is issued");
  });

  it("is for admins, of what is approved, once for an approval", async () => {
    await expect(issue()).rejects.toMatchObject({ code: "not_approved" });
    await approve();
    await expect(issue("editor")).rejects.toMatchObject({ code: "role_required" });
    await issue();
    await expect(issue()).rejects.toMatchObject({ code: "already_issued", extra: { revision: "A" } });
    expect(IssueRevision.safeParse({ purpose: " " }).success).toBe(false);
  });

  it("gives one letter once, however many issue at the same time", async () => {
    await approve();
    const all = await Promise.allSettled([issue(), issue(), issue()]);
    const done = all.filter((one) => one.status === "fulfilled");
    expect(done).toHaveLength(1);
    for (const one of all)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "already_issued" });
    expect((await list()).items.map(({ revision }) => revision)).toEqual(["A"]);
    // What the others had drawn is gone again.
    const keys: string[] = [];
    for await (const { key } of objectStores().files.list(issuedFolder(tenant.id, id))) keys.push(key);
    expect(keys).toHaveLength(2);
  });

  it("goes with its estimate, which editors cannot delete then; its documents too", async () => {
    await approve();
    const a = await issue();
    await expect(deleteEstimate(await as("editor"), id)).rejects.toMatchObject({ code: "role_required" });
    // While it is there, a purge that comes late takes nothing.
    expect(await purgeIssued(tenant.id, id)).toBe(0);
    await deleteEstimate(await as("admin"), id);
    expect((await verify(hashOf(a, "pdf"))).result).toBe("unknown");
    expect(await purgeIssued(tenant.id, id)).toBe(2);
  });
});

describe("verification", () => {
  it("knows exactly the bytes that were issued, and tells no figure", async () => {
    await approve();
    const a = await issue();
    const pdf = await download(a.id, "pdf");
    const found = await verify(sha256Of(pdf).toUpperCase());
    expect(found).toMatchObject({
      result: "issued",
      issue: {
        of: "pdf",
        organisation: `Name ${tenant.marker}`,
        estimate: "Pavilion",
        revision: "A",
        status: "current",
        signer: { name: `admin ${tenant.marker}`, title: TITLE },
      },
    });
    expect(Object.keys(found.issue ?? {})).not.toContain("total");
    expect((await verify(hashOf(a, "xlsx"))).issue?.of).toBe("xlsx");
    expect((await verify(a.approval.sha256)).issue?.of).toBe("snapshot");
    const tampered = Buffer.from(pdf);
    tampered[tampered.length >> 1] = (tampered[tampered.length >> 1] ?? 0) ^ 1;
    expect(await verify(sha256Of(tampered))).toMatchObject({ result: "unknown", issue: null });
    for (const part of [a.approval.sha256.slice(0, 63), `${a.approval.sha256}0`, "%", "' or true --", ""])
      expect(Sha256.safeParse(part).success).toBe(false);
  });

  it("says what is superseded and what is withdrawn, which is never undone", async () => {
    await approve();
    const a = await issue();
    await reprice("60");
    await approve();
    const b = await issue();
    expect((await verify(hashOf(a, "pdf"))).issue?.status).toBe("superseded");
    const withdraw = async (role: Role) =>
      withdrawRevision(
        await as(role),
        { id, revisionId: b.id },
        WithdrawRevision.parse({ reason: "Wrong client" }),
      );
    await expect(withdraw("editor")).rejects.toMatchObject({ code: "role_required" });
    expect(await withdraw("admin")).toMatchObject({
      status: "withdrawn",
      withdrawn: { reason: "Wrong client" },
    });
    await expect(withdraw("admin")).rejects.toMatchObject({ code: "already_withdrawn" });
    const told = await verify(hashOf(b, "xlsx"));
    expect(told.issue).toMatchObject({ status: "withdrawn", withdrawn_at: expect.any(String) });
    expect(JSON.stringify(told)).not.toContain("Wrong client");
    expect((await verify(hashOf(a, "pdf"))).issue?.status).toBe("superseded");
    expect((await list()).next).toBe("C");
  });

  it("is unavailable while the organisation is suspended", async () => {
    await approve();
    const a = await issue();
    await withSystem((tx) => tx.update(tenants).set({ isActive: false }).where(eq(tenants.id, tenant.id)));
    const answer = await verify(hashOf(a, "pdf"));
    expect(answer).toEqual({ sha256: hashOf(a, "pdf"), result: "unavailable", issue: null });
  });

  it("is no use to whoever guesses", async () => {
    for (let attempt = 0; attempt < 60; attempt++)
      expect((await verify(sha256Of(Buffer.from(String(attempt))))).result).toBe("unknown");
    await expect(verify("0".repeat(64))).rejects.toMatchObject({ code: "too_many_requests" });
  });
});

it("sweeps what another attempt has left, and nothing that it cannot prove to be nobody's", async () => {
  await approve();
  const a = await issue();
  const { files } = objectStores();
  const put = async (estimateId: string, snapshotId: string) => {
    const key = issuedKey({ tenantId: tenant.id, estimateId, snapshotId }, randomUUID(), "pdf");
    await files.putStream(key, Readable.from([Buffer.from("x")]), { contentType: "application/pdf" });
    return key;
  };
  const left = await put(id, a.approval.snapshot_id);
  const foreign = await put(randomUUID(), randomUUID());
  const keys = async () => {
    const found: string[] = [];
    for await (const { key } of files.list(`files/${tenant.id}/issued/`)) found.push(key);
    return found;
  };
  const sweep = async (now: Date) => {
    const sum = { missing: [] as string[], unknown: [] as string[] };
    for (let after: string | null = null; ; ) {
      const part = await sweepIssued(after, now);
      sum.missing.push(...part.missing.filter((key) => key.includes(tenant.id)));
      sum.unknown.push(...part.unknown.filter((key) => key.includes(tenant.id)));
      after = part.next;
      if (after === null) return sum;
    }
  };
  await sweep(new Date());
  expect(await keys()).toHaveLength(4);
  expect(await sweep(new Date(Date.now() + 2 * 3600_000))).toEqual({ missing: [], unknown: [foreign] });
  expect(await keys()).not.toContain(left);
  expect(await keys()).toHaveLength(3);
  const [row] = await withSystem((tx) =>
    tx.select().from(estimateRevisions).where(eq(estimateRevisions.id, a.id)),
  );
  await files.purge(row?.pdfKey ?? "");
  expect((await sweep(new Date())).missing).toEqual([row?.pdfKey]);
  await expect(download(a.id, "pdf")).rejects.toMatchObject({ code: "document_missing" });
});
