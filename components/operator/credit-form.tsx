"use client";
import { useState } from "react";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { formatMoney } from "#components/format/money.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DialogActions, DialogClose } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import type { InvoiceAnswer, InvoiceDetailAnswer } from "./answers.ts";
import { useChange } from "./change.ts";
import { useInvoiceDetail } from "./use-invoice-detail.ts";

interface Values {
  lines: "all" | { position: number; amount: string }[];
  reason: string;
}

/** A credit note over all that is left of an invoice, or over some of its lines. */
export function CreditForm({ invoice, onDone }: { invoice: InvoiceAnswer; onDone: () => void }) {
  const change = useChange();
  const toast = useToast();
  const detail = useInvoiceDetail(invoice.id);
  const [way, setWay] = useState<"all" | "lines">("all");
  const form = useSubmit(
    async (values: Values) =>
      values.lines.length === 0
        ? { message: "Choose at least one line." }
        : submitting(() => change(`/api/admin/invoices/${invoice.id}/credit-notes`, { body: values })),
    () => {
      toast({ tone: "ok", title: "The credit note is made" });
      onDone();
    },
  );
  return (
    <QueryView query={detail} loading={<LoadingRows label="Loading the lines" rows={3} />}>
      {({ line_items }) => (
        <form
          method="post"
          className="grid gap-4"
          onSubmit={form.onSubmit((data) => ({
            lines: way === "all" ? "all" : chosenLines(data, line_items),
            reason: textOf(data, "reason"),
          }))}
        >
          <div>
            <Segmented
              label="What to credit"
              value={way}
              onChange={setWay}
              segments={[
                { value: "all", label: "All that is left" },
                { value: "lines", label: "Some lines" },
              ]}
            />
          </div>
          {way === "lines" && <Lines lines={line_items} />}
          <Field label="Reason" hint="Stands on the credit note." error={form.fieldError("reason")}>
            {(control) => (
              <Input {...control} name="reason" required minLength={3} maxLength={500} autoComplete="off" />
            )}
          </Field>
          <FormProblemNotice problem={form.problem} />
          <DialogActions>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary" loading={form.pending}>
              Make credit note
            </Button>
          </DialogActions>
        </form>
      )}
    </QueryView>
  );
}

type Line = InvoiceDetailAnswer["line_items"][number];

/** Lines that cost something: a discount is not credited by itself, and the tax follows. */
const isCreditable = (line: Line) => line.kind !== "tax" && !/^(-|0(\.0+)?$)/.test(line.amount.amount);

function chosenLines(data: FormData, lines: readonly Line[]): Exclude<Values["lines"], "all"> {
  return lines.flatMap((line, i) =>
    isCreditable(line) && data.has(`line-${i + 1}`)
      ? [{ position: i + 1, amount: textOf(data, `amount-${i + 1}`) }]
      : [],
  );
}

function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium text-sm">Lines, with the amount before tax to credit</legend>
      {lines.map((line, i) => {
        const position = i + 1;
        return (
          isCreditable(line) && (
            <div key={position} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
              <Checkbox name={`line-${position}`} label={line.description} hint={formatMoney(line.amount)} />
              <Input
                name={`amount-${position}`}
                aria-label={`Amount of ${line.description}`}
                inputMode="decimal"
                autoComplete="off"
                required
                defaultValue={line.amount.amount}
                className="w-32 text-right tabular-nums"
              />
            </div>
          )
        );
      })}
    </fieldset>
  );
}
