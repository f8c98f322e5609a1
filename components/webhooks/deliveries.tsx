"use client";
import { Send } from "lucide-react";
import { useState } from "react";
import { QueryView } from "#components/data/query-view.tsx";
import { useUrlParams } from "#components/data/url-params.ts";
import { NONE } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { type Column, DataTable, rowLink } from "#components/ui/data-table.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Select } from "#components/ui/select.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { DeliveryAnswer } from "./answers.ts";
import { DeliveryDialog } from "./delivery-dialog.tsx";
import { useDeliveries, useEventTypes } from "./queries.ts";
import { DeliveryStatus } from "./status.tsx";

const STATUSES = [
  { value: "pending", label: "Under way" },
  { value: "delivered", label: "Delivered" },
  { value: "failed", label: "Failed" },
  { value: "cancelled", label: "Cancelled" },
];

/** The log of an endpoint. */
export function Deliveries({ endpointId }: { endpointId: string }) {
  const [param, setParams] = useUrlParams();
  const [open, setOpen] = useState<string | null>(null);
  const filter = { status: param("status"), type: param("type") };
  const deliveries = useDeliveries(endpointId, filter);
  const types = useEventTypes();
  const columns: readonly Column<DeliveryAnswer>[] = [
    {
      id: "type",
      header: "Event",
      rowHeader: true,
      cell: (delivery) => (
        <span className="flex flex-wrap items-center gap-1.5">
          <button type="button" className={`${rowLink} text-left`} onClick={() => setOpen(delivery.id)}>
            {delivery.type}
          </button>
          {delivery.replay_of && <Badge>replay</Badge>}
        </span>
      ),
    },
    { id: "status", header: "Status", cell: (delivery) => <DeliveryStatus delivery={delivery} /> },
    { id: "attempts", header: "Attempts", numeric: true, cell: ({ attempts }) => attempts },
    {
      id: "next",
      header: "Next attempt",
      hideOnPhone: true,
      cell: ({ status, attempts, next_attempt_at: at }) =>
        status === "pending" && attempts > 0 && at ? <Time at={at} show="datetime" /> : NONE,
    },
    { id: "when", header: "When", cell: ({ created_at: at }) => <Time at={at} show="datetime" /> },
  ];
  return (
    <Card>
      <CardHeader title="Deliveries" description="What was sent in the last 30 days." />
      <div className="flex flex-wrap gap-2 px-4 pb-3">
        <Select
          aria-label="Status"
          className="w-full sm:w-48"
          placeholder="Every status"
          options={STATUSES}
          value={filter.status}
          onChange={({ target }) => setParams({ status: target.value })}
        />
        <Select
          aria-label="Event"
          className="w-full sm:w-64"
          placeholder="Every event"
          options={[...(types.data?.items ?? []), { type: "webhook.test" }].map(({ type }) => ({
            value: type,
            label: type,
          }))}
          value={filter.type}
          onChange={({ target }) => setParams({ type: target.value })}
        />
      </div>
      <QueryView query={deliveries} loading={<LoadingRows label="Loading deliveries" />}>
        {(items) => (
          <>
            <DataTable
              caption="Deliveries"
              columns={columns}
              rows={items}
              rowKey={(delivery) => delivery.id}
              empty={
                <EmptyState icon={Send} title="Nothing was sent">
                  {filter.status || filter.type
                    ? "Choose another status or event."
                    : "Messages appear here as things happen. Send a test to see one."}
                </EmptyState>
              }
            />
            {deliveries.hasNextPage && (
              <div className="flex justify-center py-3">
                <Button
                  loading={deliveries.isFetchingNextPage}
                  onClick={() => void deliveries.fetchNextPage()}
                >
                  Show more
                </Button>
              </div>
            )}
          </>
        )}
      </QueryView>
      <DeliveryDialog
        id={open}
        onClose={() => setOpen(null)}
        // Whoever closed the dialog meanwhile is not shown it again.
        onReplay={(of, as) => setOpen((shown) => (shown === of ? as : shown))}
      />
    </Card>
  );
}
