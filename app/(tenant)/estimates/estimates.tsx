"use client";
import { Plus, Scale } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PagedList } from "#components/data/paged-list.tsx";
import { toEstimateRow } from "#components/data/present.ts";
import { useEstimates, useProjects } from "#components/data/queries.ts";
import { SearchField } from "#components/data/search-field.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { EstimatesTable } from "#components/estimates/estimates-table.tsx";
import { ChosenBar } from "#components/projects/chosen-bar.tsx";
import { MoveDialog } from "#components/projects/move-dialog.tsx";
import type { Role } from "#components/shell/types.ts";
import { comparePage, MOST_COMPARED } from "#components/similar/compare-page.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Select } from "#components/ui/select.tsx";

const NONE: ReadonlySet<string> = new Set();

export function Estimates({ role }: { role: Role }) {
  const t = useTranslations("estimates");
  const [param, setParams] = useUrlParams();
  const [chosen, setChosen] = useState(NONE);
  const q = param("q");
  const project = param("project");
  const projects = useProjects().data?.items ?? [];
  const estimates = useEstimates({ q, project_id: project });
  const create = role !== "viewer" && (
    <Button asChild variant="primary">
      <Link href="/estimates/new">
        <Plus aria-hidden />
        {t("estimates.newEstimate")}
      </Link>
    </Button>
  );
  return (
    <div>
      <PageHeader
        title={t("estimates.estimates")}
        description={t("estimates.costAsARangeAndEmbodiedCarbon")}
        actions={create}
      />
      <Card>
        <div className="flex flex-wrap gap-2 px-4 py-3">
          <SearchField
            label={t("estimates.searchEstimates")}
            value={q}
            onChange={(text) => setParams({ q: text })}
          />
          {(projects.length > 0 || project) && (
            <Select
              aria-label={t("estimates.project")}
              className="w-full sm:w-44"
              placeholder={t("estimates.everyProject")}
              options={projects.map(({ id, name }) => ({ value: id, label: name }))}
              value={project}
              onChange={(event) => setParams({ project: event.target.value })}
            />
          )}
        </div>
        <ChosenBar count={chosen.size} onClear={() => setChosen(NONE)}>
          {chosen.size >= 2 && chosen.size <= MOST_COMPARED && (
            <Button asChild size="sm">
              <Link href={comparePage([...chosen])}>
                <Scale aria-hidden />
                {t("estimates.compare", { size: chosen.size })}
              </Link>
            </Button>
          )}
          <MoveDialog small estimateIds={[...chosen]} onMoved={() => setChosen(NONE)} />
        </ChosenBar>
        <PagedList query={estimates} what="estimates">
          {({ items }) => (
            <EstimatesTable
              estimates={items.map(toEstimateRow)}
              filtered={q !== "" || project !== ""}
              createAction={create}
              {...(role === "viewer" ? {} : { selection: { chosen, onChange: setChosen } })}
            />
          )}
        </PagedList>
      </Card>
    </div>
  );
}
