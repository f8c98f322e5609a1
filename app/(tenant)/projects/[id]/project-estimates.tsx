"use client";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ProjectDetailAnswer } from "#components/data/answers.ts";
import { PagedList } from "#components/data/paged-list.tsx";
import { toEstimateRow } from "#components/data/present-rows.ts";
import { useEstimates } from "#components/data/queries.ts";
import { EstimatesTable } from "#components/estimates/estimates-table.tsx";
import { ChosenBar } from "#components/projects/chosen-bar.tsx";
import { MoveDialog } from "#components/projects/move-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";

const NONE: ReadonlySet<string> = new Set();

export function ProjectEstimates({ project, mayEdit }: { project: ProjectDetailAnswer; mayEdit: boolean }) {
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
