import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as readDashboard } from "#app/api/analytics/dashboard/route.ts";
import { GET as listEstimates } from "#app/api/cost-estimates/route.ts";
import { POST as createUpload, GET as listFiles } from "#app/api/files/route.ts";
import { PUT as moveContents } from "#app/api/projects/contents/route.ts";
import { POST as createProject, GET as listProjects } from "#app/api/projects/route.ts";
import { GET as readDaily } from "#app/api/usage/daily/route.ts";
import { closePools } from "#db/client.ts";
import { files } from "#db/schema/files.ts";
import { projectMembers } from "#db/schema/projects.ts";
import { withSystem } from "#db/tenant.ts";
import { CreateEstimate, createEstimate } from "#lib/estimates/create-estimate.ts";
import { estimateFile, modelledFile } from "#lib/estimates/test/modelled-file.ts";
import { declaredMethods } from "#lib/http/declared-methods.ts";
import { routeFiles, WITHOUT_DECLARATION } from "#lib/http/route-files.ts";
import { call } from "#lib/http/testing/call.ts";
import { makeKey, makeSession } from "#lib/http/testing/credentials.ts";
import { type Fixture, makeFixture } from "#lib/http/testing/fixture.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { createProject as create } from "./create-project.ts";

/** An organisation with a restricted project; whatever is in it carries `secret`. */
interface Hidden {
  tenant: Fixture;
  secret: string;
  projectId: string;
  fileId: string;
  estimateId: string;
  callers: Record<"viewer" | "editor" | "viewer key" | "editor's key", Record<string, string>>;
  admin: Record<string, string>;
}
let world: Hidden;

beforeAll(async () => {
  const tenant = await makeFixture();
  const secret = `secret${randomUUID().slice(0, 8)}`;
  const ctx = await systemCtx(tenant.id);
  const { id: projectId } = await create(ctx, {
    name: `Project ${secret}`,
    description: secret,
    is_restricted: true,
  });
  const run = await modelledFile(ctx, [
    {
      ifcClass: "IfcWall",
      storey: 0,
      quantities: { volumeM3: 7, areaM2: 70 },
      materials: [[`Concrete ${secret}`]],
    },
  ]);
  await withSystem((tx) =>
    tx
      .update(files)
      .set({ projectId, filename: `${secret}.ifc` })
      .where(eq(files.id, run.fileId)),
  );
  await estimateFile(ctx, run);
  const { id: estimateId } = await createEstimate(
    ctx,
    CreateEstimate.parse({
      materials: { [`Concrete ${secret}`]: { quantity: 3, unit: "m3" } },
      location: "US average",
      labor_rate: 45,
      equipment_rate: 75,
      description: secret,
      project_id: projectId,
    }),
  );
  const { viewer, editor, admin } = tenant.members;
  world = {
    tenant,
    secret,
    projectId,
    fileId: run.fileId,
    estimateId,
    callers: {
      viewer: (await makeSession(viewer.id, tenant.id)).headers,
      editor: (await makeSession(editor.id, tenant.id)).headers,
      "viewer key": tenant.keys.viewer,
      "editor's key": (await makeKey(tenant.id, "editor", { createdBy: editor.id })).headers,
    },
    admin: (await makeSession(admin.id, tenant.id)).headers,
  };
});
afterAll(closePools);

const CALLERS = ["viewer", "editor", "viewer key", "editor's key"] as const;
type Handler = Parameters<typeof call>[0];
const ask = (headers: Record<string, string>, handler: Handler, query = "") =>
  call(handler, "GET", { host: world.tenant.host, headers, query });

describe("outside a restricted project", () => {
  it("no list, sum or search of any route says anything of it, to nobody who is not in it", async () => {
    const lists: { key: string; handler: Handler }[] = [];
    for (const { file, pattern } of await routeFiles()) {
      if (pattern in WITHOUT_DECLARATION || pattern.includes("{")) continue;
      for (const { method, handler } of declaredMethods(await import(/* @vite-ignore */ `../../${file}`)))
        if (
          method === "GET" &&
          handler &&
          ["viewer", "editor", "public"].includes(handler.declaration.access)
        )
          lists.push({ key: pattern, handler });
    }
    const telling: string[] = [];
    for (const { key, handler } of lists) {
      const own = await (await ask(world.admin, handler)).text();
      if (own.includes(world.secret)) telling.push(key);
      for (const caller of CALLERS) {
        const answer = await (await ask(world.callers[caller], handler)).text();
        for (const hidden of [world.secret, world.projectId, world.fileId, world.estimateId])
          expect(answer, `${caller} at ${key}`).not.toContain(hidden);
      }
    }
    // The silence above means something: an admin is told by these.
    expect(telling).toEqual(
      expect.arrayContaining([
        "/api/analytics/dashboard",
        "/api/cost-estimates",
        "/api/files",
        "/api/projects",
      ]),
    );
  });

  it("totals and trends leave out what is in it", async () => {
    const json = async (headers: Record<string, string>, handler: Handler, query = "") =>
      (await ask(headers, handler, query)).json();
    const whole = await json(world.admin, readDashboard);
    for (const caller of CALLERS) {
      const headers = world.callers[caller];
      const listed = await json(headers, listFiles);
      expect(listed.total, caller).toBe(listed.items.length);
      expect((await json(world.admin, listFiles)).total).toBe(listed.total + 1);
      expect(await json(headers, listEstimates)).toMatchObject({ items: [], total: 0 });
      const seen = await json(headers, readDashboard);
      expect(seen).toMatchObject({
        total_files: whole.total_files - 1,
        total_estimates: 0,
        files_processed: 0,
        needs: { unknown_materials: 0, floor_area: 0 },
      });
      const nothing = { estimates: 0, files_processed: 0, cost_estimated: "0", carbon_calculated: "0" };
      expect(seen.trends.at(-1)).toMatchObject(nothing);
      expect((await json(headers, readDaily)).items.at(-1)).toMatchObject(nothing);
      expect(await json(headers, listFiles, `?project_id=${world.projectId}`)).toMatchObject({ total: 0 });
      expect((await json(headers, listProjects, "?archived=all&q=Project")).total).toBe(0);
    }
    expect(whole.trends.at(-1)).toMatchObject({ estimates: 2, files_processed: 1 });
    expect(Number(whole.trends.at(-1).cost_estimated)).toBeGreaterThan(0);
  });

  it("nothing can be put into it, taken out of it, or learned from a name that is taken", async () => {
    const send = (handler: Handler, method: "POST" | "PUT", body: unknown) =>
      call(handler, method, { host: world.tenant.host, headers: world.callers.editor, body });
    const refused = await Promise.all([
      send(createUpload, "POST", { filename: "a.ifc", size: 9, project_id: world.projectId }),
      send(moveContents, "PUT", { project_id: null, file_ids: [world.fileId] }),
      send(moveContents, "PUT", { project_id: null, estimate_ids: [world.estimateId] }),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await send(createProject, "POST", { name: `Project ${world.secret}` })).status).toBe(201);
  });

  it("who is named in it sees it with their next request, and not any more when they are taken out", async () => {
    const { tenant, projectId, secret } = world;
    const headers = world.callers["editor's key"];
    const row = { tenantId: tenant.id, projectId, userId: tenant.members.editor.id };
    await withSystem((tx) => tx.insert(projectMembers).values(row));
    const inside = await (await ask(headers, listFiles)).text();
    const alsoByPerson = await (await ask(world.callers.editor, listFiles)).text();
    await withSystem((tx) => tx.delete(projectMembers).where(eq(projectMembers.projectId, projectId)));
    expect([inside.includes(secret), alsoByPerson.includes(secret)]).toEqual([true, true]);
    expect(await (await ask(headers, listFiles)).text()).not.toContain(secret);
  });
});
