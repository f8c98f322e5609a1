"use client";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ChosenStorage } from "#components/archival/chosen-storage.tsx";
import type { ProjectDetailAnswer } from "#components/data/answers.ts";
import { PagedList } from "#components/data/paged-list.tsx";
import { toEstimateRow, toFileRow } from "#components/data/present.ts";
import { useEstimates, useFiles } from "#components/data/queries.ts";
import { EstimatesTable } from "#components/estimates/estimates-table.tsx";
import { FileTable } from "#components/files/file-table.tsx";
import { ChosenBar } from "#components/projects/chosen-bar.tsx";
import { MoveDialog } from "#components/projects/move-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";

interface ContentsProps {
  project: ProjectDetailAnswer;
  mayEdit: boolean;
}

const NONE: ReadonlySet<string> = new Set();

export function ProjectFiles({ project, mayEdit, isAdmin }: ContentsProps & { isAdmin: boolean }) {
  const t = useTranslations("projects");
  const files = useFiles({ project_id: project.id });
  const [chosen, setChosen] = useState(NONE);
  return (
    <Card>
      <CardHeader title={t("contents.files")} />
      <ChosenBar count={chosen.size} onClear={() => setChosen(NONE)}>
        <MoveDialog small fileIds={[...chosen]} from={project.id} onMoved={() => setChosen(NONE)} />
        <ChosenStorage
          files={(files.data?.items ?? []).filter(({ file_id }) => chosen.has(file_id))}
          isAdmin={isAdmin}
          onDone={() => setChosen(NONE)}
        />
      </ChosenBar>
      <PagedList query={files} what="files">
        {({ items }) => (
          <FileTable
            caption={t("contents.filesOfThisProject")}
            files={items.map((file) => toFileRow(file))}
            {...(mayEdit ? { selection: { chosen, onChange: setChosen } } : {})}
          />
        )}
      </PagedList>
    </Card>
  );
}

export function ProjectEstimates({ project, mayEdit }: ContentsProps) {
  const t = useTranslations("projects");
  const estimates = useEstimates({ project_id: project.id });
  const [chosen, setChosen] = useState(NONE);
  const create = mayEdit && project.archived_at === null && (
    <Button asChild size="sm">
      <Link href={`/estimates/new?project=${project.id}`}>
        <Plus aria-hidden />
        {t("contents.newEstimate")}
      </Link>
    </Button>
  );
  return (
    <Card>
      <CardHeader title={t("contents.estimates")} actions={create} />
      <ChosenBar count={chosen.size} onClear={() => setChosen(NONE)}>
        <MoveDialog small estimateIds={[...chosen]} from={project.id} onMoved={() => setChosen(NONE)} />
      </ChosenBar>
      <PagedList query={estimates} what="estimates">
        {({ items }) => (
          <EstimatesTable
            estimates={items.map(toEstimateRow)}
            createAction={create}
            {...(mayEdit ? { selection: { chosen, onChange: setChosen } } : {})}
          />
        )}
      </PagedList>
    </Card>
  );
}
