import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { closePools } from "#db/client.ts";
import type { Role } from "#db/schema/auth.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { Forbidden, NotFound } from "#lib/errors.ts";
import { type Declaration, route } from "#lib/http/route.ts";
import { memberCtx } from "#lib/http/testing/ctx.ts";

afterAll(closePools);

async function memberWith(role: Role) {
  const tenant = await makeTenant();
  const { id } = await makeMember(tenant.id, role);
  return (await memberCtx(tenant, id)).ctx;
}

describe("the first answer, for a page", () => {
  const seen = {
    summary: "Seen",
    access: "editor",
    params: z.object({ id: z.uuid() }),
    response: z.object({ id: z.string(), at: z.date().transform((at) => at.toISOString()) }),
  } as const satisfies Declaration;
  const at = new Date("2026-11-24T10:00:00Z");
  const handler = route(seen, async ({ params }) => ({ ...params, at, secret: "not declared" }));
  const id = crypto.randomUUID();

  it("is what the browser would read, and nothing that is not declared", async () => {
    const ctx = await memberWith("editor");
    expect(await handler.firstAnswer(ctx, { params: { id } })).toEqual({ id, at: at.toISOString() });
  });

  it("is for whoever the route lets in", async () => {
    const viewer = await memberWith("viewer");
    await expect(handler.firstAnswer(viewer, { params: { id } })).rejects.toThrow(Forbidden);
    const admin = await memberWith("admin");
    await expect(handler.firstAnswer(admin, { params: { id: "1" } })).rejects.toThrow(NotFound);
    const suspended = { ...admin, tenant: { ...admin.tenant, isActive: false } };
    await expect(handler.firstAnswer(suspended, { params: { id } })).rejects.toThrow(Forbidden);
    const billing = route({ ...seen, whileSuspended: true }, async () => ({ id, at }));
    expect(await billing.firstAnswer(suspended, { params: { id } })).toMatchObject({ id });
    const editor = await memberWith("editor");
    const notAdmin = { ...editor, tenant: { ...editor.tenant, isActive: false } };
    await expect(billing.firstAnswer(notAdmin, { params: { id } })).rejects.toThrow(Forbidden);
  });

  it("is not to be had where a page cannot vouch for the caller", async () => {
    const ctx = await memberWith("admin");
    const asked = { params: { id } };
    const answer = async () => ({ id, at });
    for (const refused of [
      route({ ...seen, personal: true }, answer),
      route({ ...seen, fresh: true }, answer),
      route({ ...seen, access: "operator" }, answer),
      route({ ...seen, access: "anyone" }, answer),
    ])
      await expect(refused.firstAnswer(ctx, asked)).rejects.toThrow("not for a page");
  });
});
