"use client";
import { ProjectStorage } from "#components/archival/project-storage.tsx";
import type { ProjectDetailAnswer } from "#components/data/answers.ts";
import { PeopleCard } from "#components/projects/people-card.tsx";
import type { Role } from "#components/shell/types.ts";
import { ProjectEstimates } from "./project-estimates.tsx";

/** What a project holds besides files, what holds for its archival, and who sees it. */
export function BelowFiles({ project, role }: { project: ProjectDetailAnswer; role: Role }) {
  return (
    <div className="grid grid-cols-1 gap-5">
      <ProjectEstimates project={project} mayEdit={role !== "viewer"} />
      <ProjectStorage project={project} role={role} />
      <PeopleCard project={project} isAdmin={role === "admin"} />
    </div>
  );
}
