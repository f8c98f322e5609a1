"use client";
import { useQueryClient } from "@tanstack/react-query";
import { ListPlus, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { toldOf } from "#components/data/told-of.ts";
import { formatMoney } from "#components/format/money.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { BillAnswer, ItemAnswer } from "./answers.ts";
import { refreshBill } from "./queries.ts";
import { exactQuantity, figure, unitOf } from "./words.ts";

const ItemDialog = later(
  async () => (await import("./item-dialog.tsx")).ItemDialog,
  () => null,
);

/** Provisional sums, alternates and options: what people add to what was measured. */
export function ItemsCard({ bill, mayEdit }: { bill: BillAnswer; mayEdit: boolean }) {
  const t = useTranslations("bill");
  const [editing, setEditing] = useState<ItemAnswer | "new" | null>(null);
  ItemDialog.useAtRest();
  return (
    <Card>
      <CardHeader
        title={t("items.heading")}
        description={t("items.description")}
        actions={
          mayEdit && (
            <Button onClick={() => setEditing("new")}>
              <ListPlus aria-hidden />
              {t("items.add")}
            </Button>
          )
        }
      />
      {bill.items.length === 0 ? (
        <CardBody className="text-ink-2 text-sm">{t("items.none")}</CardBody>
      ) : (
        <ul className="divide-y divide-line border-line border-t">
          {bill.items.map((item) => (
            <Item key={item.id} bill={bill} item={item} mayEdit={mayEdit} onEdit={() => setEditing(item)} />
          ))}
        </ul>
      )}
      {editing && (
        <ItemDialog bill={bill} item={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Card>
  );
}

function Item({
  bill,
  item,
  mayEdit,
  onEdit,
}: {
  bill: BillAnswer;
  item: ItemAnswer;
  mayEdit: boolean;
  onEdit: () => void;
}) {
  const t = useTranslations("bill");
  const queries = useQueryClient();
  const toast = useToast();
  const [pending, setPending] = useState(false);
  const path = `/api/cost-estimates/${bill.estimate_id}/bill/items/${item.id}`;
  const money = (amount: string) => formatMoney({ amount, currency: bill.currency });

  async function choose(chosen: boolean) {
    setPending(true);
    try {
      await api(path, { method: "PATCH", body: { chosen } });
    } catch (error) {
      toast({ tone: "bad", title: t("items.failed"), ...toldOf(error) });
    } finally {
      await refreshBill(queries, bill.estimate_id);
      setPending(false);
    }
  }

  return (
    <li className="grid gap-2 px-4 py-3 md:grid-cols-[minmax(0,1fr)_auto]">
      <div className="grid min-w-0 content-start gap-1">
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone={item.kind === "provisional" ? "info" : item.chosen ? "ok" : "neutral"}>
            {t(`kind.${item.kind}`)}
          </Badge>
          <span className="break-words font-medium">{item.description}</span>
        </p>
        <p className="text-ink-2 text-sm">
          {exactQuantity(item.quantity)} {unitOf(t, item.unit)} × {figure(item.unit_rate)}
        </p>
        {item.kind === "alternate" && (
          <p className="text-ink-2 text-sm">
            {item.replaces ? t("items.insteadOf", { name: item.replaces.name }) : t("items.gone")}
          </p>
        )}
        {item.kind !== "provisional" && (
          <Checkbox
            label={t("items.counts")}
            hint={
              item.effect === null
                ? t("items.cannotCount")
                : item.effect.startsWith("-")
                  ? t("items.saves", { amount: money(item.effect.slice(1)) })
                  : t("items.adds", { amount: money(item.effect) })
            }
            checked={item.chosen}
            disabled={!mayEdit || pending || (item.effect === null && !item.chosen)}
            onCheckedChange={(on) => void choose(on === true)}
          />
        )}
      </div>
      <div className="flex flex-wrap items-start gap-2 md:justify-end">
        <p className="mr-2 font-semibold tabular-nums">
          {item.amount === null ? t("items.toPrice") : money(item.amount)}
        </p>
        {mayEdit && (
          <>
            <Button size="sm" aria-label={t("items.edit", { name: item.description })} onClick={onEdit}>
              <Pencil aria-hidden />
            </Button>
            <Confirm
              trigger={
                <Button
                  size="sm"
                  variant="danger-ghost"
                  aria-label={t("items.remove", { name: item.description })}
                >
                  <Trash2 aria-hidden />
                </Button>
              }
              title={t("items.removeTitle")}
              description={t("items.removeText", { name: item.description })}
              confirmLabel={t("items.removeVerb")}
              danger
              onConfirm={async () => {
                await api(path, { method: "DELETE" });
                await refreshBill(queries, bill.estimate_id);
              }}
            />
          </>
        )}
      </div>
    </li>
  );
}
