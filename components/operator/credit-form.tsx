"use client";
import { useState } from "react";
import { QueryView } from "#components/data/query-view.tsx";
import { formatMoney } from "#components/format/money.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { textOf } from "#components/ui/use-submit.ts";
import type { InvoiceAnswer, InvoiceDetailAnswer } from "./answers.ts";
import { ChangeForm } from "./change-form.tsx";
import { InputField } from "./input-field.tsx";
import { useInvoiceDetail } from "./use-invoice-detail.ts";

/** A credit note over all that is left of an invoice, or over some of its lines. */
export function CreditForm({ invoice, onDone }: { invoice: InvoiceAnswer; onDone: () => void }) {
  const detail = useInvoiceDetail(invoice.id);
  const [way, setWay] = useState<"all" | "lines">("all");
  return (
    <QueryView query={detail} loading={<LoadingRows label="Loading the lines" rows={3} />}>
      {({ line_items }) => (
        <ChangeForm
          request={(fields) => {
            const lines = way === "all" ? "all" : chosenLines(fields, line_items);
            if (lines.length === 0) return { message: "Choose at least one line." };
            return {
              path: `/api/admin/invoices/${invoice.id}/credit-notes`,
              body: { lines, reason: textOf(fields, "reason") },
            };
          }}
          submit="Make credit note"
          done="The credit note is made"
          onDone={onDone}
        >
          {(error) => (
            <>
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
              <InputField
                label="Reason"
                hint="Stands on the credit note."
                error={error("reason")}
                name="reason"
                required
                minLength={3}
                maxLength={500}
              />
            </>
          )}
        </ChangeForm>
      )}
    </QueryView>
  );
}

type Line = InvoiceDetailAnswer["line_items"][number];

/** Lines that cost something: a discount is not credited by itself, and the tax follows. */
const isCreditable = (line: Line) => line.kind !== "tax" && !/^(-|0(\.0+)?$)/.test(line.amount.amount);

function chosenLines(data: FormData, lines: readonly Line[]): { position: number; amount: string }[] {
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
