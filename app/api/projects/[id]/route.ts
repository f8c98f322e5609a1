import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { ChangeProject, changeProject } from "#lib/projects/change-project.ts";
import { DeleteProject, deleteProject } from "#lib/projects/delete-project.ts";
import { readProject } from "#lib/projects/read-project.ts";
import { ProjectDetail } from "#lib/projects/views.ts";

const params = z.object({ id: z.uuid() });

export const GET = route(
  {
    summary: "A project, its sums and who may see it",
    access: "viewer",
    params,
    response: ProjectDetail,
  },
  ({ ctx, params }) => readProject(ctx, params.id),
);

export const PATCH = route(
  {
    summary: "Rename, describe, archive or restrict a project",
    access: "editor",
    params,
    body: ChangeProject,
    response: ProjectDetail,
  },
  ({ ctx, params, body }) => changeProject(ctx, params.id, body),
);

export const DELETE = route(
  {
    summary: "Delete a project; what is in it is moved first",
    access: "editor",
    params,
    query: DeleteProject,
  },
  ({ ctx, params, query }) => deleteProject(ctx, params.id, query),
);
