"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { DashboardAnswer, ProjectAnswer } from "#components/data/answers.ts";
import type { Role } from "#components/shell/types.ts";
import { ByProject } from "./by-project.tsx";
import { Figures } from "./figures.tsx";
import type { DashboardFilter } from "./filter.ts";
import { linksOf } from "./links.ts";
import { NeedsYou } from "./needs-you.tsx";
import { PerM2 } from "./per-m2.tsx";
import { RecentEstimates, RecentFiles } from "./recent.tsx";
import { UsageCard } from "./usage-card.tsx";
import { waitingFor } from "./waiting.ts";

export interface DashboardProps {
  data: DashboardAnswer;
  /** What `data` is of. */
  filter: DashboardFilter;
  projects: readonly ProjectAnswer[];
  /** What they see and may do. */
  reader: Role;
  /** What the days and the project are chosen by. */
  filterBar?: ReactNode;
  /** For an organisation without files, e.g. an upload button. */
  emptyAction?: ReactNode;
}

/** What waits, what was made in the days, what it comes to. An organisation with nothing yet is led to its first file. */
export function Dashboard({ data, filter, projects, reader, filterBar, emptyAction }: DashboardProps) {
  const t = useTranslations("dashboard");
  const links = linksOf(filter);
  const waiting = waitingFor(t, data, links, reader);
  const ofProject = filter.project_id !== "";
  const isNew = !ofProject && data.total_files === 0 && data.total_estimates === 0;
  const files = (
    <RecentFiles
      files={data.latest_files}
      projects={projects}
      href={links.files()}
      filtered={ofProject}
      emptyAction={emptyAction}
    />
  );
  if (isNew)
    return (
      <div className="grid grid-cols-1 gap-5">
        {files}
        {waiting.length > 0 && <NeedsYou items={waiting} />}
      </div>
    );
  return (
    <div className="grid grid-cols-1 gap-5">
      {filterBar}
      <Figures data={data} links={links} />
      <NeedsYou items={waiting} />
      <PerM2 trend={data.per_m2} links={links} />
      {!ofProject && <ByProject answer={data.by_project} links={links} />}
      {files}
      <RecentEstimates estimates={data.latest_estimates} href={links.estimates()} />
      <UsageCard data={data} isAdmin={reader === "admin"} />
    </div>
  );
}
