"use client";
import type { ProjectDetailAnswer } from "#components/data/answers.ts";
import type { Role } from "#components/shell/types.ts";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { KeepSwitches } from "./keep-switches.tsx";

/** What holds for the archival of all a project's files. */
export function ProjectStorage({ project, role }: { project: ProjectDetailAnswer; role: Role }) {
  return (
    <Card>
      <CardHeader
        title="Storage"
        description="For all files of this project, whatever holds for each of them."
      />
      <CardBody>
        <KeepSwitches path={`/api/projects/${project.id}`} of="project" role={role} kept={project} />
      </CardBody>
    </Card>
  );
}
