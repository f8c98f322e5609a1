"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { api } from "#components/data/api.ts";
import { formatMoney } from "#components/format/money.ts";
import { Time } from "#components/format/time-element.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import type { BillAnswer, ReturnAnswer } from "./answers.ts";
import { Differences } from "./differences.tsx";
import { refreshBill } from "./queries.ts";

/** Every bill that came back, the newest of each bidder first; that one is compared. */
export function ReturnsList({
  bill,
  items,
  mayEdit,
  actions,
}: {
  bill: BillAnswer;
  items: readonly ReturnAnswer[];
  mayEdit: boolean;
  actions: ReactNode;
}) {
  const t = useTranslations("bill");
  return (
    <Card>
      <CardHeader title={t("returns.heading")} description={t("returns.description")} actions={actions} />
      <ul className="divide-y divide-line border-line border-t">
        {items.map((item) => (
          <Returned key={item.id} bill={bill} item={item} mayEdit={mayEdit} />
        ))}
      </ul>
    </Card>
  );
}

function Returned({ bill, item, mayEdit }: { bill: BillAnswer; item: ReturnAnswer; mayEdit: boolean }) {
  const t = useTranslations("bill");
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const count = item.differences.length;
  return (
    <li className="grid gap-3 px-4 py-3">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="grid min-w-0 gap-1">
          <p className="flex flex-wrap items-center gap-2">
            <span className="break-words font-medium">{item.bidder}</span>
            <Badge tone={item.stands ? "ok" : "neutral"}>
              {item.stands ? t("returns.stands") : t("returns.older")}
            </Badge>
            {item.missing > 0 && (
              <Badge tone="bad">{t("comparison.incomplete", { count: item.missing })}</Badge>
            )}
          </p>
          <p className="break-words text-ink-2 text-sm">
            {t("returns.version", { version: item.version, filename: item.filename })} ·{" "}
            <Time at={item.created_at} />
            {item.created_by && ` · ${item.created_by}`}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <span className="font-semibold tabular-nums">
            {formatMoney({ amount: item.total, currency: item.currency })}
          </span>
          {count > 0 && (
            <Button size="sm" aria-expanded={open} onClick={() => setOpen(!open)}>
              {t("returns.differences", { count })}
            </Button>
          )}
          {mayEdit && (
            <Confirm
              trigger={
                <Button
                  size="sm"
                  variant="danger-ghost"
                  aria-label={t("returns.remove", { bidder: item.bidder, version: item.version })}
                >
                  <Trash2 aria-hidden />
                </Button>
              }
              title={t("returns.removeTitle")}
              description={t("returns.removeText", { bidder: item.bidder })}
              confirmLabel={t("returns.removeVerb")}
              danger
              onConfirm={async () => {
                await api(`/api/cost-estimates/${bill.estimate_id}/bill/returns/${item.id}`, {
                  method: "DELETE",
                });
                await refreshBill(queries, bill.estimate_id);
              }}
            />
          )}
        </div>
      </div>
      {open && <Differences differences={item.differences} />}
    </li>
  );
}
