"use client";
import { useTranslations } from "next-intl";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { formatMoney } from "#components/format/money.ts";
import { formatBytes } from "#components/format/numbers.ts";
import { formatDate, formatDateTime } from "#components/format/time.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import { PLAN_NAMES } from "#lib/billing/plan-names.ts";
import {
  goToCheckout,
  type PlanOfferAnswer,
  type PlanPreviewAnswer,
  type PlanStateAnswer,
  useAccount,
  usePlanChanged,
  usePlanPreview,
} from "./queries.ts";

/** What a change of plan means, to the cent, before it is made. */
export function PlanDialog({ plan, onClose }: { plan: PlanOfferAnswer | null; onClose: () => void }) {
  const t = useTranslations("billing");
  const preview = usePlanPreview(plan?.id ?? null);
  return (
    <Dialog
      open={plan !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t("planDialog.changeTo", { name: plan?.name ?? "" })}
      description={t("planDialog.nothingIsChargedNowAMonthIs")}
    >
      {plan && (
        <QueryView query={preview} loading={<LoadingRows rows={3} label={t("planDialog.calculating")} />}>
          {(data) => <Decision plan={plan} preview={data} onClose={onClose} />}
        </QueryView>
      )}
    </Dialog>
  );
}

function Decision({
  plan,
  preview,
  onClose,
}: {
  plan: PlanOfferAnswer;
  preview: PlanPreviewAnswer;
  onClose: () => void;
}) {
  const t = useTranslations("billing");
  const changed = usePlanChanged();
  const toast = useToast();
  const up = preview.direction === "upgrade";
  const account = useAccount();
  // Where cards are taken, a paid plan starts with one; who pays by transfer goes without.
  const byCard = up && account.data?.card_payments === true && !account.data.card;
  const form = useSubmit<{ withCard: boolean }>(
    ({ withCard }) =>
      submitting(async () => {
        if (withCard) return goToCheckout(plan.id);
        await changed(await api<PlanStateAnswer>("/api/billing/plan", { body: { plan: plan.id } }));
        const title = up
          ? t("planDialog.thePlanIs", { name: plan.name })
          : t("planDialog.startsOn", { name: plan.name, effectiveAt: formatDate(preview.effective_at) });
        toast({ tone: "ok", title });
      }),
    onClose,
  );
  const blocked = preview.over.length > 0;
  return (
    <form
      method="post"
      onSubmit={form.onSubmit(() => ({ withCard: byCard }))}
      className="grid grid-cols-1 gap-4"
    >
      {blocked && (
        <Callout tone="warn" title={t("planDialog.isTooSmallForWhatYouHave", { name: plan.name })}>
          <ul className="list-disc pl-4">
            {preview.over.map(({ what, message }) => (
              <li key={what}>{message}</li>
            ))}
          </ul>
        </Callout>
      )}
      <DataList
        className="tabular-nums"
        items={[
          {
            key: "due",
            term: t("planDialog.dueNow"),
            value: <strong>{formatMoney(preview.due_now)}</strong>,
          },
          {
            key: "from",
            term: t("planDialog.takesEffect"),
            value: up
              ? t("planDialog.atOnce")
              : t("planDialog.untilThenAllStaysAsItIs", {
                  effectiveAt: formatDateTime(preview.effective_at),
                }),
          },
          {
            key: "month",
            term: t("planDialog.thisMonthsBasePrice"),
            value: up
              ? t("planDialog.insteadOf", {
                  basePrice: formatMoney(preview.this_month.base_price),
                  basePriceBefore: formatMoney(preview.this_month.base_price_before),
                })
              : formatMoney(preview.this_month.base_price),
          },
          {
            key: "then",
            term: t("planDialog.eachMonthFromThenOn"),
            value: formatMoney(preview.monthly_price),
          },
          ...(preview.archive_beyond.bytes > 0
            ? [
                {
                  key: "archive",
                  term: t("planDialog.archiveBeyondThePlan"),
                  value: t("planDialog.forAMonthItStaysAndCanBe", {
                    bytes: formatBytes(preview.archive_beyond.bytes),
                    aMonth: formatMoney(preview.archive_beyond.a_month),
                  }),
                },
              ]
            : []),
        ]}
      />
      {up && <Parts preview={preview} />}
      <p className="text-ink-3 text-sm">
        {t("planDialog.usageBeyondThePlanAndTaxComeOn", {
          value: preview.direction === "downgrade" ? t("planDialog.aDowngradeTakesEffectAtTheEnd") : "",
          value2: byCard ? t("planDialog.yourCardIsAddedOnStripesPage") : "",
        })}
      </p>
      <FormProblemNotice problem={form.problem} />
      <DialogActions>
        <Button onClick={onClose}>{t("planDialog.cancel")}</Button>
        {byCard && (
          <Button disabled={form.pending} onClick={() => void form.run({ withCard: false })}>
            {t("planDialog.upgradeWithoutCard")}
          </Button>
        )}
        <Button
          type="submit"
          variant="primary"
          loading={form.pending}
          disabled={blocked || account.isPending}
        >
          {byCard
            ? t("planDialog.addACardAndUpgrade")
            : up
              ? t("planDialog.upgradeTo", { name: plan.name })
              : t("planDialog.downgradeTo", { name: plan.name })}
        </Button>
      </DialogActions>
    </form>
  );
}

function Parts({ preview }: { preview: PlanPreviewAnswer }) {
  const t = useTranslations("billing");
  return (
    <DataTable
      caption={t("planDialog.thisMonthsBasePricePartByPart")}
      rows={preview.this_month.lines}
      rowKey={({ from }) => from}
      columns={[
        {
          id: "plan",
          header: t("planDialog.plan"),
          rowHeader: true,
          cell: (line) => `${PLAN_NAMES[line.plan]}${line.trial ? t("planDialog.freeTrial") : ""}`,
        },
        { id: "from", header: t("planDialog.from"), cell: (line) => formatDateTime(line.from) },
        {
          id: "amount",
          header: t("planDialog.amount"),
          numeric: true,
          cell: (line) => formatMoney(line.amount),
        },
      ]}
    />
  );
}
