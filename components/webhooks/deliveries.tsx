"use client";
import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
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
import type { Translator } from "#lib/i18n/messages.ts";
import type { DeliveryAnswer } from "./answers.ts";
import { DeliveryDialog } from "./delivery-dialog.tsx";
import { useDeliveries, useEventTypes } from "./queries.ts";
import { DeliveryStatus } from "./status.tsx";

const statuses = (t: Translator<"webhooks">) => [
  { value: "pending", label: t("deliveries.underWay") },
  { value: "delivered", label: t("deliveries.delivered") },
  { value: "failed", label: t("deliveries.failed") },
  { value: "cancelled", label: t("deliveries.cancelled") },
];

/** The log of an endpoint. */
export function Deliveries({ endpointId }: { endpointId: string }) {
  const t = useTranslations("webhooks");
  const [param, setParams] = useUrlParams();
  const [open, setOpen] = useState<string | null>(null);
  const filter = { status: param("status"), type: param("type") };
  const deliveries = useDeliveries(endpointId, filter);
  const types = useEventTypes();
  const columns: readonly Column<DeliveryAnswer>[] = [
    {
      id: "type",
      header: t("deliveries.event"),
      rowHeader: true,
      cell: (delivery) => (
        <span className="flex flex-wrap items-center gap-1.5">
          <button type="button" className={`${rowLink} text-left`} onClick={() => setOpen(delivery.id)}>
            {delivery.type}
          </button>
          {delivery.replay_of && <Badge>{t("deliveries.replay")}</Badge>}
        </span>
      ),
    },
    {
      id: "status",
      header: t("deliveries.status"),
      cell: (delivery) => <DeliveryStatus delivery={delivery} />,
    },
    { id: "attempts", header: t("deliveries.attempts"), numeric: true, cell: ({ attempts }) => attempts },
    {
      id: "next",
      header: t("deliveries.nextAttempt"),
      hideOnPhone: true,
      cell: ({ status, attempts, next_attempt_at: at }) =>
        status === "pending" && attempts > 0 && at ? <Time at={at} show="datetime" /> : NONE,
    },
    {
      id: "when",
      header: t("deliveries.when"),
      cell: ({ created_at: at }) => <Time at={at} show="datetime" />,
    },
  ];
  return (
    <Card>
      <CardHeader
        title={t("deliveries.deliveries")}
        description={t("deliveries.whatWasSentInTheLast30Days")}
      />
      <div className="flex flex-wrap gap-2 px-4 pb-3">
        <Select
          aria-label={t("deliveries.status")}
          className="w-full sm:w-48"
          placeholder={t("deliveries.everyStatus")}
          options={statuses(t)}
          value={filter.status}
          onChange={({ target }) => setParams({ status: target.value })}
        />
        <Select
          aria-label={t("deliveries.event")}
          className="w-full sm:w-64"
          placeholder={t("deliveries.everyEvent")}
          options={[...(types.data?.items ?? []), { type: "webhook.test" }].map(({ type }) => ({
            value: type,
            label: type,
          }))}
          value={filter.type}
          onChange={({ target }) => setParams({ type: target.value })}
        />
      </div>
      <QueryView query={deliveries} loading={<LoadingRows label={t("deliveries.loadingDeliveries")} />}>
        {(items) => (
          <>
            <DataTable
              caption={t("deliveries.deliveries")}
              columns={columns}
              rows={items}
              rowKey={(delivery) => delivery.id}
              empty={
                <EmptyState icon={Send} title={t("deliveries.nothingWasSent")}>
                  {filter.status || filter.type
                    ? t("deliveries.chooseAnotherStatusOrEvent")
                    : t("deliveries.messagesAppearHereAsThings")}
                </EmptyState>
              }
            />
            {deliveries.hasNextPage && (
              <div className="flex justify-center py-3">
                <Button
                  loading={deliveries.isFetchingNextPage}
                  onClick={() => void deliveries.fetchNextPage()}
                >
                  {t("deliveries.showMore")}
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
