"use client";
import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ProjectAnswer } from "#components/data/answers.ts";
import { Badge } from "#components/ui/badge.tsx";

/** Who sees a project, and whether it is archived. */
export function ProjectBadges({
  project,
  everybody = false,
}: {
  project: Pick<ProjectAnswer, "is_restricted" | "archived_at">;
  everybody?: boolean;
}) {
  const t = useTranslations("projects");
  return (
    <span className="flex flex-wrap gap-1.5">
      {project.is_restricted ? (
        <Badge tone="info">
          <Lock aria-hidden className="size-3" />
          {t("projectsTable.restricted")}
        </Badge>
      ) : (
        everybody && <span className="text-ink-2">{t("projectsTable.everybody")}</span>
      )}
      {project.archived_at && <Badge>{t("projectsTable.archived")}</Badge>}
    </span>
  );
}
