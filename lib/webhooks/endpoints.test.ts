import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { outbox } from "#db/schema/jobs.ts";
import { tenantSettings } from "#db/schema/tenants.ts";
import { webhookEndpoints, webhookMessages } from "#db/schema/webhooks.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { recordPayment } from "#lib/billing/payments/record-payment.ts";
import { makeFinalInvoice } from "#lib/billing/payments/test/final-invoice.ts";
import { BUILDING, estimateFile, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import { makeFile } from "#lib/http/testing/fixture.ts";
import { keptText, retold } from "#lib/i18n/kept-text.ts";
import { readAnalysis } from "#lib/processing/read-analysis.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { announce } from "./announce.ts";
import { ChangeEndpoint, changeEndpoint, deleteEndpoint } from "./change-endpoint.ts";
import { CreateEndpoint, createEndpoint } from "./create-endpoint.ts";
import type { HeardEvent } from "./describe-event.ts";
import { MAX_ENDPOINTS } from "./endpoint-row.ts";
import { refusalOf } from "./endpoint-url.ts";
import { EXAMPLES } from "./event-examples.ts";
import { listEventTypes, WEBHOOK_EVENT_TYPES, WEBHOOK_EVENTS } from "./event-types.ts";
import { listEndpoints, readEndpoint } from "./list-endpoints.ts";

afterAll(closePools);

const URL_HERE = "https://hooks.example.com/in";
const newCtx = async () => systemCtx((await makeTenant({ plan: "pro" })).id);

describe("an endpoint", () => {
  it("shows its secret once, keeps it sealed, changes, and goes; each is in the audit log without the secret", async () => {
    const ctx = await newCtx();
    const { secret, ...made } = await createEndpoint(
      ctx,
      CreateEndpoint.parse({ url: `${URL_HERE} `, events: ["file.*", "file.*"] }),
    );
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(made).toMatchObject({ url: URL_HERE, events: ["file.*"], status: "active" });
    expect((await listEndpoints(ctx)).items).toEqual([made]);
    const [row] = await withSystem((tx) =>
      tx.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, made.id)),
    );
    expect(row?.secret).toMatch(/^v1\./);
    const changed = await changeEndpoint(ctx, made.id, ChangeEndpoint.parse({ events: ["*"] }));
    expect(changed).toMatchObject({ url: URL_HERE, events: ["*"], revision: made.revision + 1 });
    const description = "By somebody who saw what was there before";
    await expect(changeEndpoint(ctx, made.id, { description }, `"${made.revision}"`)).rejects.toMatchObject({
      status: 412,
      code: "webhook_endpoint_changed",
    });
    expect(await readEndpoint(ctx, made.id)).toEqual(changed);
    await deleteEndpoint(ctx, made.id);
    await expect(readEndpoint(ctx, made.id)).rejects.toMatchObject({ code: "webhook_endpoint_not_found" });
    const log = await withSystem((tx) => tx.select().from(auditLogs).where(eq(auditLogs.targetId, made.id)));
    expect(log.map(({ action }) => action).sort()).toEqual([
      "webhook_endpoint.changed",
      "webhook_endpoint.created",
      "webhook_endpoint.deleted",
    ]);
    expect(JSON.stringify(log)).not.toContain(secret.slice(6));
  });

  it("is one of at most twenty, also when they are made at once", async () => {
    const ctx = await newCtx();
    const input = CreateEndpoint.parse({ url: URL_HERE, events: ["*"] });
    const made = await Promise.allSettled(
      Array.from({ length: MAX_ENDPOINTS + 3 }, () => createEndpoint(ctx, input)),
    );
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(MAX_ENDPOINTS);
  });

  it.each([
    ["http://hooks.example.com/", "https"],
    ["ftp://hooks.example.com/", "https"],
    ["hooks.example.com", "whole address"],
    ["https://user:secret@hooks.example.com/", "password"],
    ["https://hooks.example.com/#a", "#"],
    ["https://hooks.example.com:22/", "port"],
    ["https://hooks.example.com:6000/", "port"],
    ["https://10.0.0.1/", "public"],
    ["https://2130706433/", "public"],
    ["https://[::ffff:10.0.0.1]/", "public"],
    ["https://169.254.169.254/latest", "public"],
    ["https://intranet/", "public"],
    ["https://localhost:8443/", "public"],
  ])("is not at %s", (url, why) => {
    expect(refusalOf(url, false)).toContain(why);
  });

  it("is at any public address over https, and on this machine where that is allowed", () => {
    for (const url of [
      "https://hooks.example.com/",
      "https://hooks.example.com:8443/a?b=c",
      "https://8.8.8.8/",
    ])
      expect(refusalOf(url, false)).toBeNull();
    expect(refusalOf("http://127.0.0.1:8080/", true)).toBeNull();
    expect(refusalOf("http://10.0.0.1:8080/", true)).toContain("https");
    expect(refusalOf("https://10.0.0.1/", true)).toContain("public");
  });
});

describe("events", () => {
  it("each have an example of their own shape, and are offered", () => {
    for (const type of WEBHOOK_EVENT_TYPES)
      expect(WEBHOOK_EVENTS[type].data.strict().parse(EXAMPLES[type]), type).toEqual(EXAMPLES[type]);
    const offered = listEventTypes().items.map(({ type }) => type);
    expect(offered).toEqual(WEBHOOK_EVENT_TYPES);
  });

  it("are told in the API's shapes, once for each thing, and not of what is gone", async () => {
    const ctx = await newCtx();
    const tenant_id = ctx.tenant.id;
    await createEndpoint(ctx, CreateEndpoint.parse({ url: URL_HERE, events: ["*"] }));
    const run = await modelledFile(ctx, BUILDING);
    await estimateFile(ctx, run);
    const file_id = run.fileId;
    const broken = await makeFile(
      { id: tenant_id, marker: "broken" },
      { status: "failed", failureCode: "ifc_broken", failureMessage: "Export it again." },
    );
    const invoice = await makeFinalInvoice(tenant_id);
    await recordPayment(invoice.id, { amount: "110.55", reference: "bank" });
    const announced = await withSystem((tx) =>
      tx.select().from(outbox).where(eq(outbox.tenantId, tenant_id)),
    );
    expect(announced.map(({ name }) => name)).toContain("invoice/paid");

    const estimate_id = (await readAnalysis(ctx, file_id)).estimate_id ?? "";
    const events: HeardEvent[] = [
      { name: "file/uploaded", data: { tenant_id, file_id } },
      { name: "file/processed", data: { tenant_id, file_id, run_id: run.runId, status: "completed" } },
      {
        name: "file/processed",
        data: { tenant_id, file_id: broken.id, run_id: crypto.randomUUID(), status: "failed" },
      },
      { name: "estimate/saved", data: { tenant_id, estimate_id } },
      { name: "estimate/saved", data: { tenant_id, estimate_id } },
      {
        name: "usage/threshold.reached",
        data: { tenant_id, metric: "files", threshold: 90, period: "2026-10-01" },
      },
      { name: "invoice/finalised", data: { tenant_id, invoice_id: invoice.id } },
      { name: "invoice/paid", data: { tenant_id, invoice_id: invoice.id } },
      { name: "file/uploaded", data: { tenant_id, file_id: crypto.randomUUID() } },
    ];
    for (const event of events)
      await announce(ctx, event, { eventId: crypto.randomUUID(), occurredAt: new Date() });
    const messages = await withSystem((tx) =>
      tx.select().from(webhookMessages).where(eq(webhookMessages.tenantId, tenant_id)),
    );
    const told = Object.fromEntries(messages.map(({ type, payload }) => [type, payload]));
    expect(messages.map(({ type }) => type).sort()).toEqual([
      "analysis.completed",
      "estimate.created",
      "file.completed",
      "file.failed",
      "file.uploaded",
      "invoice.finalized",
      "invoice.paid",
      "usage.threshold_reached",
    ]);
    const link = `http://${ctx.tenant.slug}.localhost:3000/api/files/${file_id}`;
    expect(told["file.uploaded"]).toMatchObject({ data: { file_id, links: { file: link } } });
    expect(told["analysis.completed"]).toMatchObject({
      data: { file_id, estimate_id, cost: { currency: "USD" }, links: { analysis: `${link}/analysis` } },
    });
    expect(told["file.failed"]).toMatchObject({ data: { failure: { code: "ifc_broken" } } });
    expect(told["invoice.paid"]).toMatchObject({ data: { id: invoice.id, status: "paid" } });
  });

  it("has its sentences in the organisation's language, and English where none is set", async () => {
    const ctx = await newCtx();
    const tenant_id = ctx.tenant.id;
    await createEndpoint(ctx, CreateEndpoint.parse({ url: URL_HERE, events: ["file.failed"] }));
    const failureMessage = keptText("archive_incomplete");
    const file = await makeFile(
      { id: tenant_id, marker: "broken" },
      { status: "failed", failureCode: "ifc_broken", failureMessage },
    );
    const tellOf = async () => {
      const run_id = crypto.randomUUID();
      const event: HeardEvent = {
        name: "file/processed",
        data: { tenant_id, file_id: file.id, run_id, status: "failed" },
      };
      await announce(ctx, event, { eventId: crypto.randomUUID(), occurredAt: new Date() });
      const messages = await withSystem((tx) =>
        tx
          .select()
          .from(webhookMessages)
          .where(eq(webhookMessages.source, `run:${run_id}`)),
      );
      return messages.map(({ payload }) => payload);
    };
    expect(await tellOf()).toMatchObject([{ data: { failure: { message: failureMessage } } }]);
    await withSystem((tx) =>
      tx.update(tenantSettings).set({ locale: "de" }).where(eq(tenantSettings.tenantId, tenant_id)),
    );
    expect(await tellOf()).toMatchObject([{ data: { failure: { message: retold(failureMessage, "de") } } }]);
    expect(retold(failureMessage, "de")).not.toBe(failureMessage);
  });
});
