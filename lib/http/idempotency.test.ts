import { randomUUID } from "node:crypto";
import { and, eq, like, sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { POST as createTenant } from "#app/api/admin/tenants/route.ts";
import { POST as startUpload } from "#app/api/files/route.ts";
import { POST as uploadForm } from "#app/api/files/upload/route.ts";
import { POST as importPriceBook } from "#app/api/price-books/route.ts";
import { POST as createProject } from "#app/api/projects/route.ts";
import { POST as createEndpoint } from "#app/api/webhooks/endpoints/route.ts";
import { closePools } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { idempotencyKeys } from "#db/schema/idempotency.ts";
import { priceBooks } from "#db/schema/price-books.ts";
import { withSystem } from "#db/tenant.ts";
import { makeMember, makeTenant } from "#db/test/tenant.ts";
import { DEFAULT_CATALOGUE } from "#lib/catalogue/default-catalogue.ts";
import { config } from "#lib/config/index.ts";
import { Conflict } from "#lib/errors.ts";
import { reserveFile } from "#lib/files/create-upload.ts";
import { declaredMethods } from "#lib/http/declared-methods.ts";
import { successStatus } from "#lib/http/openapi.ts";
import { type RouteHandler, route } from "#lib/http/route.ts";
import { ROUTE_MODULES } from "#lib/http/routes.generated.ts";
import { type CallInit, call, problemOf } from "#lib/http/testing/call.ts";
import { makeKey, makeSession } from "#lib/http/testing/credentials.ts";
import { deleteOldRows } from "#lib/jobs/delete-old.ts";

afterAll(closePools);

async function makeCaller() {
  const tenant = await makeTenant({ plan: "enterprise" });
  const { headers } = await makeKey(tenant.id, "admin");
  const host = `${tenant.slug}.${config().rootDomain}`;
  const post = (handler: RouteHandler, key: string, body: unknown, init: CallInit = {}) =>
    call(handler, "POST", {
      host,
      body,
      ...init,
      headers: { ...headers, "idempotency-key": key, ...init.headers },
    });
  const filesOf = () => withSystem((tx) => tx.$count(files, eq(files.tenantId, tenant.id)));
  return { tenant, host, post, filesOf };
}
const ENTRY = [...DEFAULT_CATALOGUE.keys()][0] ?? "";
const UPLOAD = { filename: "house.ifc", size: 1000 };

describe("which routes honour it", () => {
  it("is declared by every POST that makes something, with a reason where it does not", async () => {
    const all = await Promise.all(
      Object.entries(ROUTE_MODULES).map(async ([pattern, load]) =>
        declaredMethods(await load()).map(({ method, handler }) => ({ pattern, method, handler })),
      ),
    );
    let byKey = 0;
    for (const { pattern, method, handler } of all.flat()) {
      if (!handler) continue;
      const { creates, access } = handler.declaration;
      const makes = method === "POST" && [201, 202].includes(successStatus(handler.declaration));
      if (makes) expect(creates, `${method} ${pattern} needs \`creates\``).toBeDefined();
      if (creates) expect(method, pattern).toBe("POST");
      if (creates === "by key") {
        byKey++;
        expect(["viewer", "editor", "admin", "operator"], pattern).toContain(access);
      }
    }
    expect(byKey).toBeGreaterThan(10);
  });
});

describe("a request that comes again under its key", () => {
  it("makes one thing of 30 at once, and all get the one answer", async () => {
    const { post, filesOf } = await makeCaller();
    const key = randomUUID();
    const answers = new Set<string>();
    await Promise.all(
      Array.from({ length: 30 }, async () => {
        for (;;) {
          const response = await post(startUpload, key, UPLOAD);
          if (response.status === 409) {
            expect(response.headers.get("retry-after")).toBe("1");
            expect((await problemOf(response)).code).toBe("idempotency_key_in_use");
            continue;
          }
          expect(response.status).toBe(201);
          answers.add(await response.text());
          return;
        }
      }),
    );
    expect(answers.size).toBe(1);
    expect(await filesOf()).toBe(1);
  });

  it("is told that its answer is an old one, and refused where it asks for something else", async () => {
    const { post, filesOf } = await makeCaller();
    const key = randomUUID();
    const first = await post(startUpload, key, UPLOAD);
    expect(first.headers.has("idempotency-replayed")).toBe(false);
    const again = await post(startUpload, key, UPLOAD);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(again.headers.get("x-trace-id")).not.toBe(first.headers.get("x-trace-id"));
    const other = await post(startUpload, key, { ...UPLOAD, size: 1001 });
    expect(other.status).toBe(422);
    expect((await problemOf(other)).code).toBe("idempotency_key_reused");
    expect((await post(startUpload, `${key}2`, UPLOAD)).status).toBe(201);
    expect(await filesOf()).toBe(2);
  });

  it("is another sender's own: another organisation, another key, a person's session", async () => {
    const [one, two] = await Promise.all([makeCaller(), makeCaller()]);
    const key = randomUUID();
    const member = await makeMember(one.tenant.id, "editor");
    await makeMember(two.tenant.id, "editor");
    const session = (await makeSession(member.id, one.tenant.id)).headers;
    const headers = { ...session, authorization: "" };
    const responses = [
      await one.post(startUpload, key, UPLOAD),
      await two.post(startUpload, key, UPLOAD),
      await one.post(startUpload, key, UPLOAD, { headers: (await makeKey(one.tenant.id, "admin")).headers }),
      await one.post(startUpload, key, UPLOAD, { headers }),
    ];
    for (const response of responses) {
      expect(response.status).toBe(201);
      expect(response.headers.has("idempotency-replayed")).toBe(false);
    }
    const again = await one.post(startUpload, key, UPLOAD, { headers });
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect([await one.filesOf(), await two.filesOf()]).toEqual([3, 1]);
  });

  it("is carried out where the first was refused", async () => {
    const { post } = await makeCaller();
    const name = `Tower ${randomUUID()}`;
    const key = randomUUID();
    expect((await post(createProject, key, { name: "" })).status).toBe(400);
    expect((await post(createProject, randomUUID(), { name })).status).toBe(201);
    expect((await post(createProject, key, { name })).status).toBe(409);
    expect((await post(createProject, key, { name: `${name} 2` })).status).toBe(201);
  });

  it("is carried out anew after a day, when the kept answer goes", async () => {
    const { post, filesOf, tenant } = await makeCaller();
    const age = (hours: number) =>
      withSystem((tx) =>
        tx
          .update(idempotencyKeys)
          .set({ createdAt: new Date(Date.now() - hours * 3_600_000) })
          .where(eq(idempotencyKeys.tenantId, tenant.id)),
      );
    const kept = () =>
      withSystem((tx) => tx.$count(idempotencyKeys, eq(idempotencyKeys.tenantId, tenant.id)));
    await post(startUpload, "one", UPLOAD);
    await age(23.9);
    await deleteOldRows();
    expect((await post(startUpload, "one", UPLOAD)).headers.get("idempotency-replayed")).toBe("true");
    await age(24.1);
    expect((await post(startUpload, "one", UPLOAD)).headers.has("idempotency-replayed")).toBe(false);
    expect(await filesOf()).toBe(2);
    await age(24.1);
    expect((await deleteOldRows()).idempotency_keys).toBeGreaterThan(0);
    expect(await kept()).toBe(0);
  });
});

describe("what interrupts the first request", () => {
  /** Starts an upload, then does what the test says before the answer is kept. */
  const interrupted = (then: (backend: number) => Promise<void>) =>
    route(
      {
        summary: "test",
        access: "editor",
        creates: "by key",
        status: 201,
        response: z.object({ id: z.string() }),
      },
      async ({ ctx }) => {
        const { id, pid } = await ctx.transaction(async (tx) => {
          const [own] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
          return { id: (await reserveFile(ctx, tx, { ...UPLOAD, temporary: false })).id, pid: own?.pid ?? 0 };
        });
        await then(pid);
        return { id };
      },
    );

  it("leaves neither effect nor answer when the handler fails", async () => {
    const { post, filesOf } = await makeCaller();
    const fails = interrupted(() => Promise.reject(new Conflict("test", "Not now.")));
    expect((await post(fails, "one", undefined)).status).toBe(409);
    expect(await filesOf()).toBe(0);
    expect(
      (
        await post(
          interrupted(async () => {}),
          "one",
          undefined,
        )
      ).status,
    ).toBe(201);
    expect(await filesOf()).toBe(1);
  });

  it("leaves neither when the connection is killed after the effect; sent again it is made once", async () => {
    const { post, filesOf } = await makeCaller();
    const killed = interrupted(async (pid) => {
      const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1 });
      await owner`select pg_terminate_backend(${pid})`;
      await owner.end();
    });
    expect((await post(killed, "one", undefined)).status).toBe(503);
    expect(await filesOf()).toBe(0);
    const calm = interrupted(async () => {});
    expect((await post(calm, "one", undefined)).status).toBe(201);
    expect((await post(calm, "one", undefined)).headers.get("idempotency-replayed")).toBe("true");
    expect(await filesOf()).toBe(1);
  });
});

describe("what is kept, and of what", () => {
  it("seals secrets that are shown once", async () => {
    const { post, tenant } = await makeCaller();
    const body = { url: "https://example.com/hook", events: ["file.completed"] };
    const first = await (await post(createEndpoint, "one", body)).json();
    expect(first.secret).toMatch(/^whsec_/);
    expect(await (await post(createEndpoint, "one", body)).json()).toEqual(first);
    const readable = await withSystem((tx) =>
      tx.$count(
        idempotencyKeys,
        and(eq(idempotencyKeys.tenantId, tenant.id), like(idempotencyKeys.answer, `%${first.secret}%`)),
      ),
    );
    expect(readable).toBe(0);
  });

  it("knows a form again whose boundary is another, and takes no key for an upload by form", async () => {
    const { post, tenant } = await makeCaller();
    const form = (carbon: string) => {
      const data = new FormData();
      const lines = ["catalogue_id,a1_a3_kg_per_kg,quality,factor_source", `${ENTRY},${carbon},B,test`];
      data.set("file", new Blob([lines.join("\n")]), "prices.csv");
      return data;
    };
    const first = await post(importPriceBook, "one", form("1.5"));
    expect(first.status, await first.clone().text()).toBe(201);
    const again = await post(importPriceBook, "one", form("1.5"));
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(await again.text()).toBe(await first.text());
    expect((await post(importPriceBook, "one", form("1.6"))).status).toBe(422);
    expect(await withSystem((tx) => tx.$count(priceBooks, eq(priceBooks.tenantId, tenant.id)))).toBe(1);
    const upload = await post(uploadForm, "one", form("x"));
    expect(upload.status).toBe(400);
    expect((await problemOf(upload)).code).toBe("idempotency_key_not_taken");
  });

  it("refuses what is no key", async () => {
    const { post, filesOf } = await makeCaller();
    for (const key of ["k".repeat(256), "k\u00e9y", "a\tb"]) {
      const response = await post(startUpload, key, UPLOAD);
      expect((await problemOf(response)).code).toBe("idempotency_key_invalid");
    }
    expect(await filesOf()).toBe(0);
    expect((await post(startUpload, "k".repeat(255), UPLOAD)).status).toBe(201);
  });

  it("gives operators their organisation's first key again", async () => {
    const slug = `once-${randomUUID().slice(0, 8)}`;
    const create = () =>
      call(createTenant, "POST", {
        headers: { authorization: `Bearer ${config().operatorToken}`, "idempotency-key": slug },
        body: { name: "Once", slug, admin_email: `${slug}@example.test` },
      });
    const first = await create();
    expect(first.status, await first.clone().text()).toBe(201);
    const again = await create();
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(await again.json()).toEqual(await first.json());
  });
});
