"use client";
import type { OperatorRunAnswer } from "#components/archival/answers.ts";
import { useEndless } from "#components/archival/queries.ts";
import { RunsTable } from "#components/archival/runs-table.tsx";
import { ShowMore } from "#components/archival/show-more.tsx";
import { QueryView } from "#components/data/query-view.tsx";
import { formatCount } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { ArchiveRunForm } from "./archive-run-form.tsx";

const LIVE = 1500;

/** The platform's runs of archival, and a way to start one. */
export function Archive() {
  const runs = useEndless<OperatorRunAnswer>(
    ["operator", "archival-runs"],
    "/api/admin/archival-runs?limit=20",
    { pace: (items) => items.some(({ status }) => status === "running") && LIVE },
  );
  return (
    <>
      <PageHeader
        title="Archive"
        description="Of all organisations; each night at 02:00 UTC, and from here."
      />
      <div className="grid grid-cols-1 gap-5">
        <ArchiveRunForm />
        <Card>
          <CardHeader
            title="Runs"
            description="Files that members archive by hand stand in their own organisation."
          />
          <QueryView query={runs} loading={<LoadingRows label="Loading runs" />}>
            {(items) => (
              <>
                <RunsTable
                  runs={items}
                  hrefOf={({ run_id }) => `/operator/archive/${run_id}`}
                  empty="The first one comes at night, or from above."
                  about={[
                    {
                      id: "tenant",
                      header: "Organisations",
                      cell: ({ tenant, tenants }) => (tenant ? tenant.slug : `All: ${formatCount(tenants)}`),
                    },
                    {
                      id: "as_of",
                      header: "As of",
                      hideOnPhone: true,
                      className: "whitespace-nowrap text-ink-2",
                      cell: ({ as_of }) => <Time at={as_of} />,
                    },
                  ]}
                />
                <ShowMore query={runs} />
              </>
            )}
          </QueryView>
        </Card>
      </div>
    </>
  );
}
