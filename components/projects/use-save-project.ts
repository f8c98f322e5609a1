"use client";
import { useQueryClient } from "@tanstack/react-query";
import type { ProjectDetailAnswer } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";

/** Changes something of a project, by the path below its own, and shows what it has become. */
export function useSaveProject(project: ProjectDetailAnswer) {
  const queries = useQueryClient();
  return async (path: string, method: string, body: unknown) => {
    const saved = await api<ProjectDetailAnswer>(`/api/projects/${project.id}${path}`, { method, body });
    queries.setQueryData(["projects", project.id], saved);
    await queries.invalidateQueries({ queryKey: ["projects", "all"] });
  };
}
