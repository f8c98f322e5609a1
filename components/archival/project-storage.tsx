"use client";
import { useTranslations } from "next-intl";
import type { ProjectDetailAnswer } from "#components/data/answers.ts";
import type { Role } from "#components/shell/types.ts";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { KeepSwitches } from "./keep-switches.tsx";

/** What holds for the archival of all a project's files. */
export function ProjectStorage({ project, role }: { project: ProjectDetailAnswer; role: Role }) {
  const t = useTranslations("archival");
  return (
    <Card>
      <CardHeader
        title={t("projectStorage.storage")}
        description={t("projectStorage.forAllFilesOfThisProject")}
      />
      <CardBody>
        <KeepSwitches path={`/api/projects/${project.id}`} of="project" role={role} kept={project} />
      </CardBody>
    </Card>
  );
}
