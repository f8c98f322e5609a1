import { eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { auditLogs } from "#db/schema/audit.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { createUpload } from "#lib/files/create-upload.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { changeSettings, readSettings } from "./settings.ts";
import { ChangeSettings } from "./settings-schema.ts";

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant()).id);
});
afterAll(closePools);

const change = (input: unknown) => changeSettings(ctx, ChangeSettings.parse(input));

it("changes what is given, leaves the rest, and writes the audit row", async () => {
  const before = await readSettings(ctx);
  const after = await change({
    labor_rate: 52.5,
    brand_color: "#0A7F3C",
    allowed_file_types: ["pdf", "ifc"],
  });
  expect(after).toEqual({
    ...before,
    revision: 2,
    labor_rate: "52.5",
    brand_color: "#0a7f3c",
    allowed_file_types: ["ifc", "pdf"],
  });
  expect(await readSettings(ctx)).toEqual(after);
  const rows = await withSystem((tx) =>
    tx.select().from(auditLogs).where(eq(auditLogs.tenantId, ctx.tenant.id)),
  );
  expect(rows).toMatchObject([
    { action: "settings.changed", before: { labor_rate: "45.00" }, after: { labor_rate: "52.5" } },
  ]);
  expect(rows[0]?.after).not.toHaveProperty("currency");
});

it("goes back to the product's own colour", async () => {
  await change({ brand_color: "#123456" });
  expect((await change({ brand_color: null })).brand_color).toBeNull();
});

it("a change that is meant for another revision is refused, and nothing of it is done", async () => {
  const { revision } = await change({ location: "Berlin", name: "Renamed", units: "imperial" });
  const late = (ifMatch: string) => changeSettings(ctx, ChangeSettings.parse({ location: "Oslo" }), ifMatch);
  for (const stale of [`"${revision - 1}"`, `W/"${revision}"`, "", '"x", "y"'])
    await expect(late(stale)).rejects.toMatchObject({
      status: 412,
      code: "settings_changed",
      extra: { revision },
    });
  expect(await readSettings(ctx)).toMatchObject({ location: "Berlin", name: "Renamed", revision });
  await late(`"1", "${revision}"`);
  await late("*");
});

it("of many changes for one revision, one is made", async () => {
  const answers = await Promise.allSettled(
    Array.from({ length: 5 }, (_, at) =>
      changeSettings(ctx, ChangeSettings.parse({ location: `Place ${at}` }), '"1"'),
    ),
  );
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

it("holds uploads to the new limits", async () => {
  await change({ allowed_file_types: ["pdf"], max_file_size: 2 ** 20 });
  const upload = (filename: string, size: number) => createUpload(ctx, { filename, size, temporary: true });
  await expect(upload("a.ifc", 100)).rejects.toMatchObject({ code: "file_type_not_allowed" });
  await expect(upload("a.pdf", 2 ** 20 + 1)).rejects.toMatchObject({ code: "file_too_large" });
});

it("is for admins to change", async () => {
  const viewer: Ctx = { ...ctx, principal: { kind: "api_key", keyId: ctx.tenant.id, role: "editor" } };
  await expect(changeSettings(viewer, { location: "Berlin" })).rejects.toMatchObject({
    code: "role_required",
  });
});

it.each([
  [{}, "Name what to change"],
  [{ brand_color: "blue" }, "hexadecimal"],
  [{ brand_color: "#12345" }, "hexadecimal"],
  [{ labor_rate: "-1" }, "rate an hour"],
  [{ labor_rate: "45,00" }, "rate an hour"],
  [{ max_file_size: 0 }, "at least 1 MiB"],
  [{ max_file_size: 2 ** 50 }, "at most"],
  [{ allowed_file_types: [] }, "at least one"],
  [{ allowed_file_types: ["exe"] }, "Invalid option"],
  [{ currency: "ZZZ" }, "ISO 4217"],
  [{ location: " " }, "Name a place"],
  [{ slug: "other" }, "Unrecognized key"],
  [{ units: "nautical" }, "Invalid option"],
  [{ contact_email: "nobody" }, "office@example.com"],
  [{ website: "javascript:alert(1)" }, "https://"],
  [{ cors_origins: ["*"] }, "no origin"],
  [{ cors_origins: ["https://*.example.com"] }, "no origin"],
  [{ cors_origins: ["https://app.example.com/path"] }, "no origin"],
  [{ cors_origins: ["http://app.example.com"] }, "no origin"],
  [{ cors_origins: ["null"] }, "no origin"],
  [{ cors_origins: Array.from({ length: 21 }, (_, n) => `https://a${n}.example.com`) }, "at most 20"],
])("refuses %j", (input, sentence) => {
  const { success, error } = ChangeSettings.safeParse(input);
  expect(success).toBe(false);
  expect(error?.issues.map(({ message }) => message).join(" ")).toContain(sentence);
});
