"use client";
import { FolderKanban } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ProjectAnswer } from "#components/data/answers.ts";
import { formatCount } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { cn } from "#components/ui/cn.ts";
import { DataTable, rowLink } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { ProjectBadges } from "./project-badges.tsx";

export function ProjectsTable({
  projects,
  filtered,
  createAction,
}: {
  projects: readonly ProjectAnswer[];
  filtered: boolean;
  createAction?: ReactNode;
}) {
  const t = useTranslations("projects");
  return (
    <DataTable
      caption={t("projectsTable.projects")}
      rows={projects}
      rowKey={({ id }) => id}
      empty={
        filtered ? (
          <EmptyState icon={FolderKanban} title={t("projectsTable.noProjectMatches")}>
            {t("projectsTable.changeTheSearchOrTheChoice")}
          </EmptyState>
        ) : (
          <EmptyState icon={FolderKanban} title={t("projectsTable.noProjectsYet")} action={createAction}>
            {t("projectsTable.filesAndEstimatesOfOneJobStand")}
          </EmptyState>
        )
      }
      columns={[
        {
          id: "name",
          header: t("projectsTable.project"),
          rowHeader: true,
          className: "min-w-52",
          sortBy: ({ name }) => name,
          cell: ({ id, name, description }) => (
            <span className="grid">
              <Link href={`/projects/${id}`} className={cn(rowLink, "wrap-anywhere")}>
                {name}
              </Link>
              {description && <span className="line-clamp-1 max-w-md text-ink-3 text-xs">{description}</span>}
            </span>
          ),
        },
        {
          id: "access",
          header: t("projectsTable.seenBy"),
          cell: (project) => <ProjectBadges project={project} everybody />,
        },
        {
          id: "files",
          header: t("projectsTable.files"),
          numeric: true,
          sortBy: ({ files }) => files,
          cell: ({ files }) => formatCount(files),
        },
        {
          id: "estimates",
          header: t("projectsTable.estimates"),
          numeric: true,
          sortBy: ({ estimates }) => estimates,
          cell: ({ estimates }) => formatCount(estimates),
        },
        {
          id: "created",
          header: t("projectsTable.created"),
          className: "whitespace-nowrap",
          sortBy: ({ created_at }) => created_at,
          cell: ({ created_at }) => <Time at={created_at} show="relative" />,
        },
      ]}
    />
  );
}
