import type { ComponentProps } from "react";
import { Field, type FieldProps } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

type Named = Pick<FieldProps, "label" | "hint" | "optional" | "error">;

/** A line of text, a number or a day with its label. */
export function InputField({
  label,
  hint,
  optional = false,
  error,
  ...input
}: Named & ComponentProps<typeof Input>) {
  return (
    <Field label={label} hint={hint} optional={optional} error={error}>
      {(control) => <Input autoComplete="off" {...control} {...input} />}
    </Field>
  );
}

/** An ISO 4217 code. */
export function CurrencyField(input: Omit<Named, "label"> & ComponentProps<typeof Input>) {
  return (
    <InputField
      label="Currency"
      name="currency"
      required
      pattern="[A-Za-z]{3}"
      maxLength={3}
      className="uppercase"
      {...input}
    />
  );
}
