"use client";
import { useState } from "react";
import { periodName } from "#components/billing/invoice-status.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { textOf } from "#components/ui/use-submit.ts";
import type { PlanVersionAnswer } from "./answers.ts";
import { ChangeForm } from "./change-form.tsx";
import { CurrencyField, InputField } from "./input-field.tsx";
import { monthsAfter } from "./months.ts";
import { bytesToGib, gibToBytes } from "./units.ts";

/** The terms of a plan from a coming month on. */
export function PlanVersionForm({ version, onDone }: { version: PlanVersionAnswer; onDone: () => void }) {
  const [currency, setCurrency] = useState(version.monthly_price.currency);
  const months = monthsAfter(new Date(), 24)
    .filter((month) => currency !== version.monthly_price.currency || `${month}-01` > version.valid_from)
    .map((month) => ({ value: month, label: periodName(`${month}-01`) }));
  return (
    <ChangeForm
      request={(fields) => ({ path: "/api/admin/plans", body: termsOf(version, fields) })}
      submit="Add version"
      done={`The new version of ${version.name} is planned`}
      onDone={onDone}
    >
      {(error) => (
        <>
          <div className="grid items-start gap-4 sm:grid-cols-3">
            <Field label="From" error={error("valid_from")}>
              {(control) => <Select {...control} name="valid_from" options={months} />}
            </Field>
            <CurrencyField
              error={error("currency")}
              value={currency}
              onChange={(event) => setCurrency(event.target.value.toUpperCase())}
            />
            <Price name="monthly_price" label="Price a month" before={version.monthly_price} error={error} />
          </div>
          <fieldset className="grid items-start gap-4 sm:grid-cols-2">
            <legend className="mb-1.5 font-medium">Included a month, and what each more costs</legend>
            <Whole name="file_limit" label="Files" before={version.file_limit} error={error} />
            <Price name="extra_file" label="Each further file" before={version.extra_file} error={error} />
            <InputField
              label="Storage, GiB"
              error={error("storage_limit")}
              name="storage_limit"
              type="number"
              required
              min={0}
              max={1_048_576}
              step="any"
              defaultValue={bytesToGib(version.storage_limit)}
            />
            <Price name="extra_gib" label="Each further GiB" before={version.extra_gib} error={error} />
            <Whole name="api_calls_limit" label="API calls" before={version.api_calls_limit} error={error} />
            <Price
              name="extra_1k_api_calls"
              label="Each further 1,000 calls"
              before={version.extra_1k_api_calls}
              error={error}
            />
            <InputField
              label="Archive, GiB"
              error={error("archive_limit")}
              name="archive_limit"
              type="number"
              required
              min={0}
              max={1_048_576}
              step="any"
              defaultValue={bytesToGib(version.archive_limit)}
            />
            <Price
              name="extra_archive_gib"
              label="Each further archived GiB"
              before={version.extra_archive_gib}
              error={error}
            />
            <Price
              name="restored_gib"
              label="Each GiB restored"
              hint="At the standard tier; expedited counts three times, bulk a quarter. None is included."
              before={version.restored_gib}
              error={error}
            />
          </fieldset>
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <InputField
              label="Members"
              optional
              hint="Left empty: no limit."
              error={error("seat_limit")}
              name="seat_limit"
              type="number"
              min={1}
              step={1}
              defaultValue={version.seat_limit ?? ""}
            />
            <InputField
              label="Hard cap"
              hint="Times what is included, of storage, archive and calls; 1: nothing beyond it."
              error={error("cap_factor")}
              name="cap_factor"
              type="number"
              required
              min={1}
              max={20}
              step={1}
              defaultValue={capFactor(version)}
            />
          </div>
        </>
      )}
    </ChangeForm>
  );
}

interface TermField {
  name: string;
  label: string;
  error: (name: string) => string | undefined;
}

function Price({
  name,
  label,
  hint,
  before,
  error,
}: TermField & { hint?: string; before: PlanVersionAnswer["extra_file"] }) {
  return (
    <InputField
      label={label}
      {...(hint ? { hint } : {})}
      error={error(name)}
      name={name}
      required
      inputMode="decimal"
      defaultValue={before.amount}
    />
  );
}

function Whole({ name, label, before, error }: TermField & { before: number }) {
  return (
    <InputField
      label={label}
      error={error(name)}
      name={name}
      type="number"
      required
      min={0}
      step={1}
      defaultValue={before}
    />
  );
}

function capFactor({
  api_calls_cap,
  api_calls_limit,
  storage_cap,
  storage_limit,
}: PlanVersionAnswer): number {
  if (api_calls_limit > 0) return api_calls_cap / api_calls_limit;
  return storage_limit > 0 ? storage_cap / storage_limit : 1;
}

function termsOf(version: PlanVersionAnswer, fields: FormData): Record<string, unknown> {
  const text = (name: string) => textOf(fields, name);
  const seats = text("seat_limit");
  return {
    id: version.id,
    valid_from: text("valid_from"),
    currency: text("currency"),
    monthly_price: text("monthly_price"),
    file_limit: Number(text("file_limit")),
    extra_file: text("extra_file"),
    storage_limit: gibToBytes(text("storage_limit")),
    extra_gib: text("extra_gib"),
    api_calls_limit: Number(text("api_calls_limit")),
    extra_1k_api_calls: text("extra_1k_api_calls"),
    archive_limit: gibToBytes(text("archive_limit")),
    extra_archive_gib: text("extra_archive_gib"),
    restored_gib: text("restored_gib"),
    seat_limit: seats === "" ? null : Number(seats),
    cap_factor: Number(text("cap_factor")),
  };
}
