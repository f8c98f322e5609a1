"use client";
import { QueryView } from "#components/data/query-view.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { useRuns } from "./queries.ts";
import { RunsTable } from "./runs-table.tsx";
import { ShowMore } from "./show-more.tsx";

/** The organisation's runs of archival. */
export function Runs() {
  const runs = useRuns();
  return (
    <Card>
      <CardHeader
        title="Runs"
        description="Every night at 02:00 UTC where something is due, and whenever an admin archives files by hand."
      />
      <QueryView query={runs} loading={<LoadingRows label="Loading runs" />}>
        {(items) => (
          <>
            <RunsTable
              runs={items}
              hrefOf={({ run_id }) => `/settings/archive/runs/${run_id}`}
              empty="The first one comes in the night in which the first file is due, or by hand from the list of files."
              byWhom={({ requested_by }) => requested_by}
            />
            <ShowMore query={runs} />
          </>
        )}
      </QueryView>
    </Card>
  );
}
