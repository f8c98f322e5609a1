"use client";
import { useTranslations } from "next-intl";
import { QueryView } from "#components/data/query-view.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { useRuns } from "./queries.ts";
import { RunsTable } from "./runs-table.tsx";
import { ShowMore } from "./show-more.tsx";

/** The organisation's runs of archival. */
export function Runs() {
  const t = useTranslations("archival");
  const runs = useRuns();
  return (
    <Card>
      <CardHeader title={t("runs.runs")} description={t("runs.everyNightAt0200UtcWhere")} />
      <QueryView query={runs} loading={<LoadingRows label={t("runs.loadingRuns")} />}>
        {(items) => (
          <>
            <RunsTable
              runs={items}
              hrefOf={({ run_id }) => `/settings/archive/runs/${run_id}`}
              empty={t("runs.theFirstOneComesInTheNightIn")}
              byWhom={({ requested_by }) => requested_by}
            />
            <ShowMore query={runs} />
          </>
        )}
      </QueryView>
    </Card>
  );
}
