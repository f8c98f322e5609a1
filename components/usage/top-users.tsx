"use client";
import { KeyRound, Users } from "lucide-react";
import type { ReactNode } from "react";
import { QueryView } from "#components/data/query-view.tsx";
import { formatCount } from "#components/format/numbers.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { ShareBar } from "#components/ui/charts.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { type DayRange, useTopUsage } from "./queries.ts";

/** Who used most in these days. */
export function TopUsers({ range }: { range: DayRange }) {
  const top = useTopUsage(range);
  return (
    <QueryView query={top} loading={<LoadingRows label="Loading top users" />}>
      {({ api_keys, users }) => (
        <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
          <Card>
            <CardHeader title="API keys" description="By calls in these days." />
            <Ranking
              caption="API keys by calls"
              header="Calls"
              rows={api_keys.map((key) => ({ id: key.id, name: key.name, value: key.calls }))}
              empty={
                <EmptyState icon={KeyRound} title="No calls">
                  Programs that call the API with a key show up here.
                </EmptyState>
              }
            />
          </Card>
          <Card>
            <CardHeader title="Members" description="By files uploaded in these days." />
            <Ranking
              caption="Members by files uploaded"
              header="Files"
              rows={users.map((user) => ({ id: user.id, name: user.name, value: user.files_uploaded }))}
              empty={
                <EmptyState icon={Users} title="No uploads">
                  Members who upload files show up here.
                </EmptyState>
              }
            />
          </Card>
        </div>
      )}
    </QueryView>
  );
}

interface Ranked {
  id: string;
  name: string;
  value: number;
}

function Ranking({
  caption,
  header,
  rows,
  empty,
}: {
  caption: string;
  header: string;
  rows: readonly Ranked[];
  empty: ReactNode;
}) {
  const greatest = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      empty={empty}
      columns={[
        { id: "name", header: "Name", rowHeader: true, cell: ({ name }) => name },
        {
          id: "share",
          header: <span className="sr-only">Share</span>,
          cell: ({ value }) => <ShareBar share={value / greatest} />,
          hideOnPhone: true,
        },
        { id: "value", header, numeric: true, cell: ({ value }) => formatCount(value) },
      ]}
    />
  );
}
