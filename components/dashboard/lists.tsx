"use client";
import type { ReactNode } from "react";
import type { DashboardAnswer, ProjectAnswer } from "#components/data/answers.ts";
import { ByProject } from "./by-project.tsx";
import type { Links } from "./links.ts";
import { PerM2 } from "./per-m2.tsx";
import { RecentEstimates, RecentFiles } from "./recent.tsx";
import { UsageCard } from "./usage-card.tsx";

/** What was made in the days: per floor area, by project, the newest of it, and what it used. */
export function Lists({
  data,
  links,
  projects,
  ofProject,
  isAdmin,
  emptyAction,
}: {
  data: DashboardAnswer;
  links: Links;
  projects: readonly ProjectAnswer[];
  /** Only one project is looked at. */
  ofProject: boolean;
  isAdmin: boolean;
  /** For an organisation without files. */
  emptyAction?: ReactNode;
}) {
  return (
    <div className="grid grid-cols-1 gap-5">
      <PerM2 trend={data.per_m2} links={links} />
      {!ofProject && <ByProject answer={data.by_project} links={links} />}
      <RecentFiles
        files={data.latest_files}
        projects={projects}
        href={links.files()}
        filtered={ofProject}
        emptyAction={emptyAction}
      />
      <RecentEstimates estimates={data.latest_estimates} href={links.estimates()} />
      <UsageCard data={data} isAdmin={isAdmin} />
    </div>
  );
}
