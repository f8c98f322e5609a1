import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { projects } from "#db/schema/projects.ts";
import { withSystem } from "#db/tenant.ts";
import { type Fixture, makeFile, makeNamedMember, makeProject } from "#lib/http/testing/fixture.ts";
import type { Row } from "#lib/http/testing/matrix-rows.ts";

const project = async (tenant: Fixture) => ({ id: (await makeProject(tenant)).id });

const restricted = async (tenant: Fixture) => {
  const { id } = await makeProject(tenant);
  await withSystem((tx) => tx.update(projects).set({ isRestricted: true }).where(eq(projects.id, id)));
  return { id };
};

/** Rows of the projects' routes. */
export const PROJECT_ROWS: Record<string, Row> = {
  "GET /api/projects": { shows: true },
  "POST /api/projects": { body: ({ marker }) => ({ name: `${marker} ${randomUUID()}` }), shows: true },
  "GET /api/projects/{id}": { inProject: "project", params: project, shows: true },
  "PATCH /api/projects/{id}": {
    inProject: "project",
    params: project,
    body: () => ({ description: "matrix" }),
    shows: true,
  },
  "GET /api/projects/{id}/shares": { inProject: "project", params: project },
  "DELETE /api/projects/{id}": { inProject: "project", params: project },
  "PUT /api/projects/{id}/people": {
    inProject: "project",
    params: restricted,
    body: async (tenant) => ({ user_ids: [(await makeNamedMember(tenant, "viewer")).id] }),
    foreignBody: async (_own, foreign) => ({ user_ids: [foreign.members.viewer.id] }),
    shows: true,
  },
  "PUT /api/projects/contents": {
    body: async (tenant) => ({
      project_id: (await makeProject(tenant)).id,
      file_ids: [(await makeFile(tenant)).id],
    }),
    foreignBody: async (own, foreign) => ({
      project_id: (await makeProject(own)).id,
      file_ids: [(await makeFile(foreign)).id],
    }),
  },
};
