import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { fileRestores } from "#db/schema/archival.ts";
import { withSystem } from "#db/tenant.ts";
import { memberCtx } from "#lib/http/testing/ctx.ts";
import { hideThing, makeFile, makeFixture } from "#lib/http/testing/fixture.ts";
import { ListRestores, listRestores } from "./list-restores.ts";

afterAll(closePools);

it("of many files the newest restore of each is listed, of those that the caller sees", async () => {
  const [tenant, other] = [await makeFixture(), await makeFixture()];
  const files = await Promise.all([1, 2, 3].map(() => makeFile(tenant)));
  const foreign = await makeFile(other);
  const add = (of: { id: string; tenantId: string }, daysAgo: number) =>
    withSystem((tx) =>
      tx
        .insert(fileRestores)
        .values({
          tenantId: of.tenantId,
          fileId: of.id,
          tier: "standard",
          days: 7,
          bytes: 100,
          requestedBy: "system",
          requestedAt: new Date(Date.now() - daysAgo * 86_400_000),
          estimatedReady: new Date(),
          status: "expired",
        })
        .returning({ id: fileRestores.id }),
    );
  const [first, second, hidden] = files;
  if (!first || !second || !hidden) throw new Error("No files were made");
  await add(first, 20);
  const [newest] = await add(first, 10);
  const [only] = await add(second, 30);
  await add(hidden, 5);
  await add(foreign, 5);
  await hideThing(tenant, "file", hidden.id);
  const { ctx } = await memberCtx(tenant, tenant.members.editor.id);
  const file_ids = [first, second, hidden, foreign].map(({ id }) => id).join(",");
  const listed = await listRestores(ctx, ListRestores.parse({ file_ids }));
  expect(listed.items.map(({ restore_id }) => restore_id)).toEqual([newest?.id, only?.id]);
  const page = await listRestores(ctx, ListRestores.parse({ file_ids, limit: 1 }));
  const query = Object.fromEntries(new URL(page.next ?? "", "http://x").searchParams);
  const next = await listRestores(ctx, ListRestores.parse(query));
  expect(next.items.map(({ restore_id }) => restore_id)).toEqual([only?.id]);
  expect(ListRestores.safeParse({ file_ids: "not-an-id" }).success).toBe(false);
});
