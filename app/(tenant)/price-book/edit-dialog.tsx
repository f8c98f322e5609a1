"use client";
import { useQueryClient } from "@tanstack/react-query";
import type { PriceBookAnswer, PriceBookEntry, PriceBookVersion } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { useUrlParams } from "#components/data/url-params.ts";
import { unitSymbol } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";

type Price = Pick<
  NonNullable<PriceBookEntry["price"]>,
  | "unit"
  | "material_price"
  | "labour_hours"
  | "equipment_hours"
  | "waste_allowance"
  | "low_factor"
  | "high_factor"
  | "source"
>;

const NUMBERS = [
  { name: "labour_hours", label: "Labour hours", fallback: "0" },
  { name: "equipment_hours", label: "Equipment hours", fallback: "0" },
  { name: "waste_allowance", label: "Waste, as a share", fallback: "0", hint: "0.05 for 5 %" },
  { name: "low_factor", label: "Low = likely ×", fallback: "1", hint: "At most 1" },
  { name: "high_factor", label: "High = likely ×", fallback: "1", hint: "At least 1" },
] as const;

/** Gives an entry a price of the organisation's own, or goes back to the built-in one; either makes a new version. */
export function EditDialog({
  book,
  entry,
  onClose,
}: {
  book: PriceBookAnswer;
  entry: PriceBookEntry;
  onClose: () => void;
}) {
  const queries = useQueryClient();
  const toast = useToast();
  const [, setParams] = useUrlParams();
  const { price } = entry;
  const form = useSubmit<Price | null>((values) =>
    submitting(async () => {
      const saved = await api<PriceBookVersion>(`/api/price-books/${book.id}/items/${entry.catalogue_id}`, {
        method: "PUT",
        body: { price: values },
      });
      await queries.invalidateQueries({ queryKey: ["price-books"] });
      setParams({ version: saved.active ? "" : saved.id });
      toast({ tone: "ok", title: `${entry.name} is saved in version ${saved.version}` });
      onClose();
    }),
  );
  // Faults of a price are reported as price.<field>.
  const fault = (name: string) => form.fieldError(`price.${name}`);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={entry.name}
      description={`Your own price for one ${unitSymbol(entry.unit)}, in ${book.currency}. It makes a new version; estimates that are there keep theirs.`}
    >
      <form
        method="post"
        className="grid gap-4"
        onSubmit={form.onSubmit((data) => ({
          unit: entry.unit,
          material_price: textOf(data, "material_price"),
          labour_hours: textOf(data, "labour_hours"),
          equipment_hours: textOf(data, "equipment_hours"),
          waste_allowance: textOf(data, "waste_allowance"),
          low_factor: textOf(data, "low_factor"),
          high_factor: textOf(data, "high_factor"),
          source: textOf(data, "source"),
        }))}
      >
        <Field
          label={`Material price, ${book.currency}/${unitSymbol(entry.unit)}`}
          error={fault("material_price")}
        >
          {(control) => (
            <NumberInput {...control} name="material_price" defaultValue={price?.material_price ?? ""} />
          )}
        </Field>
        <div className="grid grid-cols-2 gap-4 sm:grid-cols-3">
          {NUMBERS.map(({ name, label, fallback, ...rest }) => (
            <Field
              key={name}
              label={label}
              error={fault(name)}
              {...("hint" in rest ? { hint: rest.hint } : {})}
            >
              {(control) => <NumberInput {...control} name={name} defaultValue={price?.[name] ?? fallback} />}
            </Field>
          ))}
        </div>
        <Field
          label="Where the price comes from"
          hint="Such as a quote with its date."
          error={fault("source")}
        >
          {(control) => (
            <Input
              {...control}
              name="source"
              required
              maxLength={300}
              autoComplete="off"
              defaultValue={price?.own ? price.source : ""}
            />
          )}
        </Field>
        <FormProblemNotice problem={form.problem} />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          {price?.own && (
            <Button disabled={form.pending} onClick={() => void form.run(null)}>
              Back to the built-in price
            </Button>
          )}
          <Button type="submit" variant="primary" loading={form.pending}>
            Save price
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function NumberInput(props: React.ComponentProps<typeof Input>) {
  return (
    <Input
      required
      inputMode="decimal"
      autoComplete="off"
      pattern="\d+(\.\d{1,8})?"
      title="A number such as 12.50"
      className="tabular-nums"
      {...props}
    />
  );
}
