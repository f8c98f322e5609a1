import { z } from "zod";
import { route } from "#lib/http/route.ts";
import { CreateProject, createProject } from "#lib/projects/create-project.ts";
import { ListProjects, listProjects } from "#lib/projects/list-projects.ts";
import { ProjectView } from "#lib/projects/views.ts";

export const GET = route(
  {
    summary: "List projects, newest first",
    access: "viewer",
    query: ListProjects,
    response: z.object({ items: z.array(ProjectView), total: z.number() }),
  },
  ({ ctx, query }) => listProjects(ctx, query),
);

export const POST = route(
  {
    summary: "Create a project",
    access: "editor",
    creates: "by key",
    body: CreateProject,
    status: 201,
    response: ProjectView,
  },
  ({ ctx, body }) => createProject(ctx, body),
);
