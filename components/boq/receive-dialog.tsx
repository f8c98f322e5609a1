"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ApiError, api } from "#components/data/api.ts";
import { problemOf } from "#components/data/form.ts";
import { formatMoney } from "#components/format/money.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog, DialogActions, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { FormProblem } from "#components/ui/use-submit.ts";
import type { BillAnswer, CheckedReturnAnswer, ReturnAnswer } from "./answers.ts";
import { Differences } from "./differences.tsx";
import { refreshBill } from "./queries.ts";

/** A returned bill is compared first; what is otherwise is shown, and then it is taken, or not. */
export function ReceiveDialog({ bill, onClose }: { bill: BillAnswer; onClose: () => void }) {
  const t = useTranslations("bill");
  const queries = useQueryClient();
  const toast = useToast();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<FormProblem | null>(null);
  const [sent, setSent] = useState<FormData | null>(null);
  const [checked, setChecked] = useState<CheckedReturnAnswer | null>(null);
  const path = `/api/cost-estimates/${bill.estimate_id}/bill/returns`;

  async function attempt(work: () => Promise<void>) {
    setPending(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // Checked anew: the bill has changed meanwhile.
      if (error.code === "differences_unseen") setChecked(null);
      setProblem(problemOf(error));
    } finally {
      setPending(false);
    }
  }

  function check(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void attempt(async () => {
      const answer = await api<CheckedReturnAnswer>(`${path}/check`, { body: form });
      setSent(form);
      setChecked(answer);
    });
  }

  function accept({ seen }: CheckedReturnAnswer) {
    if (!sent) return;
    sent.set("seen", seen);
    void attempt(async () => {
      const taken = await api<ReturnAnswer>(path, { body: sent });
      await refreshBill(queries, bill.estimate_id);
      toast({ tone: "ok", title: t("receive.taken", { bidder: taken.bidder }) });
      onClose();
    });
  }

  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={t("receive.title")}
      description={t("receive.description")}
    >
      {checked ? (
        <div className="grid gap-4">
          <Callout
            tone={checked.differences.length === 0 ? "ok" : "warn"}
            announce
            title={t("receive.found", { count: checked.differences.length, bidder: checked.bidder })}
          >
            {t("receive.total", {
              total: formatMoney({ amount: checked.total, currency: checked.currency }),
              priced: checked.priced,
              items: checked.items,
            })}{" "}
            {checked.missing > 0 && t("comparison.incomplete", { count: checked.missing })}{" "}
            {checked.replaces && t("receive.replaces")}
          </Callout>
          {checked.differences.length > 0 && (
            <>
              <p className="text-ink-2 text-sm">{t("receive.rules")}</p>
              <Differences differences={checked.differences} />
            </>
          )}
          <FormProblemNotice problem={problem} />
          <DialogActions>
            <Button onClick={() => setChecked(null)}>{t("receive.back")}</Button>
            <Button variant="primary" loading={pending} onClick={() => accept(checked)}>
              {t("receive.accept")}
            </Button>
          </DialogActions>
        </div>
      ) : (
        <form method="post" className="grid gap-4" onSubmit={check}>
          <Field label={t("receive.bidder")} error={problem?.fields?.bidder}>
            {(control) => (
              <Input
                {...control}
                name="bidder"
                required
                maxLength={120}
                autoComplete="off"
                defaultValue={String(sent?.get("bidder") ?? "")}
              />
            )}
          </Field>
          <Field label={t("receive.file")} hint={t("receive.fileHint")}>
            {(control) => (
              <Input
                {...control}
                type="file"
                name="file"
                required
                accept=".xlsx"
                className="h-auto py-1 touch:h-auto touch:min-h-11"
              />
            )}
          </Field>
          <FormProblemNotice problem={problem} />
          <DialogFooter submit={t("receive.check")} pending={pending} />
        </form>
      )}
    </Dialog>
  );
}
