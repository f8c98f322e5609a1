"use client";
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
  const preview = usePlanPreview(plan?.id ?? null);
  return (
    <Dialog
      open={plan !== null}
      onOpenChange={(open) => !open && onClose()}
      title={`Change to ${plan?.name ?? ""}`}
      description="Nothing is charged now: a month is invoiced when it is over."
    >
      {plan && (
        <QueryView query={preview} loading={<LoadingRows rows={3} label="Calculating" />}>
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
          ? `The plan is ${plan.name}`
          : `${plan.name} starts on ${formatDate(preview.effective_at)}`;
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
        <Callout tone="warn" title={`${plan.name} is too small for what you have`}>
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
          { key: "due", term: "Due now", value: <strong>{formatMoney(preview.due_now)}</strong> },
          {
            key: "from",
            term: "Takes effect",
            value: up ? "At once" : `${formatDateTime(preview.effective_at)}; until then all stays as it is`,
          },
          {
            key: "month",
            term: "This month's base price",
            value: up
              ? `${formatMoney(preview.this_month.base_price)} instead of ${formatMoney(preview.this_month.base_price_before)}`
              : formatMoney(preview.this_month.base_price),
          },
          { key: "then", term: "Each month from then on", value: formatMoney(preview.monthly_price) },
          ...(preview.archive_beyond.bytes > 0
            ? [
                {
                  key: "archive",
                  term: "Archive beyond the plan",
                  value: `${formatBytes(preview.archive_beyond.bytes)} for ${formatMoney(preview.archive_beyond.a_month)} a month; it stays, and can be restored`,
                },
              ]
            : []),
        ]}
      />
      {up && <Parts preview={preview} />}
      <p className="text-ink-3 text-sm">
        Usage beyond the plan and tax come on top.
        {preview.direction === "downgrade" &&
          " A downgrade takes effect at the end of a month, 28 days after the last upgrade at the earliest."}
        {byCard && " Your card is added on Stripe's page; the plan begins as soon as it is on file."}
      </p>
      <FormProblemNotice problem={form.problem} />
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        {byCard && (
          <Button disabled={form.pending} onClick={() => void form.run({ withCard: false })}>
            Upgrade without card
          </Button>
        )}
        <Button
          type="submit"
          variant="primary"
          loading={form.pending}
          disabled={blocked || account.isPending}
        >
          {byCard ? "Add a card and upgrade" : up ? `Upgrade to ${plan.name}` : `Downgrade to ${plan.name}`}
        </Button>
      </DialogActions>
    </form>
  );
}

function Parts({ preview }: { preview: PlanPreviewAnswer }) {
  return (
    <DataTable
      caption="This month's base price, part by part"
      rows={preview.this_month.lines}
      rowKey={({ from }) => from}
      columns={[
        {
          id: "plan",
          header: "Plan",
          rowHeader: true,
          cell: (line) => `${PLAN_NAMES[line.plan]}${line.trial ? ", free trial" : ""}`,
        },
        { id: "from", header: "From", cell: (line) => formatDateTime(line.from) },
        { id: "amount", header: "Amount", numeric: true, cell: (line) => formatMoney(line.amount) },
      ]}
    />
  );
}
