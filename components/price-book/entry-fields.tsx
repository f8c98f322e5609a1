"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DecimalInput } from "#components/ui/decimal-input.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

/** Why a field of the form was refused, by its name. */
export type FieldFault = (name: string) => string | undefined;

/** A part of an entry that the organisation may have its own values of; they are asked for once it is ticked. */
export function Section({
  part,
  label,
  own,
  otherwise,
  error,
  children,
}: {
  part: string;
  label: string;
  own: boolean;
  /** What stands while it is not ticked. */
  otherwise: string;
  error?: string | undefined;
  children: ReactNode;
}) {
  const [ticked, setTicked] = useState(own);
  const open = ticked || Boolean(error);
  return (
    <fieldset aria-label={label} className="grid gap-3 rounded-lg border border-line p-3">
      <Checkbox
        name={`own.${part}`}
        label={label}
        checked={open}
        onCheckedChange={(checked) => setTicked(checked === true)}
        {...(open ? {} : { hint: otherwise })}
      />
      {error && <p className="text-bad text-sm">{error}</p>}
      {open && children}
    </fieldset>
  );
}

export function NumberField({
  name,
  label,
  hint,
  value,
  optional = false,
  fault,
}: {
  name: string;
  label: string;
  hint?: string | undefined;
  value: string;
  optional?: boolean;
  fault: FieldFault;
}) {
  const t = useTranslations("price-book");
  return (
    <Field label={label} optional={optional} error={fault(name)} {...(hint ? { hint } : {})}>
      {(control) => (
        <DecimalInput
          {...control}
          name={name}
          required={!optional}
          pattern="\d+(\.\d{1,8})?"
          title={t("entryFields.aNumberSuchAs1250")}
          className="tabular-nums"
          defaultValue={value}
        />
      )}
    </Field>
  );
}

/** A built-in source is no source of one's own: the field starts empty then. */
export function SourceField({
  name,
  label,
  of,
  fault,
}: {
  name: string;
  label: string;
  of: { own: boolean; source: string } | null;
  fault: FieldFault;
}) {
  const t = useTranslations("price-book");
  return (
    <Field label={label} error={fault(name)}>
      {(control) => (
        <Input
          {...control}
          name={name}
          required
          maxLength={300}
          autoComplete="off"
          placeholder={t("entryFields.suchAsAQuoteWithItsDate")}
          defaultValue={of?.own ? of.source : ""}
        />
      )}
    </Field>
  );
}
