import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { PATCH as override } from "#app/api/admin/features/[name]/overrides/[slug]/route.ts";
import { GET } from "#app/api/admin/features/route.ts";
import { GET as log } from "#app/api/admin/log/route.ts";
import { closePools } from "#db/client.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { isOn, isOnIn, requireFeature } from "#lib/features/is-on.ts";
import { createUpload } from "#lib/files/create-upload.ts";
import { call, problemOf } from "#lib/http/testing/call.ts";
import { headers, read } from "#lib/operators/test/as-operator.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";

afterAll(closePools);

const set = (name: string, slug: string, is_on: boolean | null) =>
  call(override, "PATCH", { params: { name, slug }, body: { is_on }, headers });

describe("a feature", () => {
  it("is on until it is switched off, for one organisation without touching another", async () => {
    const [off, other] = [await makeTenant(), await makeTenant()];
    const upload = { filename: "a.ifc", size: 10, temporary: false };
    expect(await isOn("uploads", off.id)).toBe(true);
    expect((await set("uploads", off.slug, false)).status).toBe(204);
    await expect(createUpload(await systemCtx(off.id), upload)).rejects.toMatchObject({
      status: 503,
      code: "feature_off",
    });
    await requireFeature("uploads", other.id);
    const inQuery = async (id: string) => {
      const [row] = await withSystem((tx) =>
        tx.execute<{ is_on: boolean }>(sql`select ${isOnIn("uploads", sql`${id}::uuid`)} as is_on`),
      );
      return row?.is_on;
    };
    expect([await inQuery(off.id), await inQuery(other.id)]).toEqual([false, true]);

    const { items } = await read(GET);
    const uploads = items.find(({ name }: { name: string }) => name === "uploads");
    expect(uploads.is_on).toBe(true);
    expect(uploads.overrides).toContainEqual(
      expect.objectContaining({
        is_on: false,
        changed_by: null,
        tenant: { slug: off.slug, name: expect.any(String) },
      }),
    );
    expect((await set("uploads", off.slug, null)).status).toBe(204);
    expect(await isOn("uploads", off.id)).toBe(true);
    const trail = await read(log, { query: `?tenant=${off.slug}&action=feature.overridden` });
    expect(trail.items.map(({ detail }: { detail: unknown }) => detail)).toMatchObject([
      { feature: "uploads", is_on: null },
      { feature: "uploads", is_on: false },
    ]);
  });

  it("that nobody knows, or that is for all only, is refused with what to do", async () => {
    const { slug } = await makeTenant();
    expect((await set("coffee", slug, false)).status).toBe(404);
    expect((await problemOf(await set("sign_up", slug, false))).code).toBe("not_per_organisation");
    const nobody = await set("uploads", `x${randomUUID().slice(0, 8)}`, false);
    expect((await problemOf(nobody)).code).toBe("tenant_not_found");
  });
});
