"use client";
import { useState } from "react";
import { percentToShare, shareToPercent } from "#components/format/percent.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { type FormProblem, textOf } from "#components/ui/use-submit.ts";
import { PLAN_NAMES } from "#lib/billing/plan-names.ts";
import type { TenantDetailAnswer } from "./answers.ts";
import { ChangeForm, type ChangeRequest } from "./change-form.tsx";
import { CurrencyField, InputField } from "./input-field.tsx";
import { bytesToGib, dayAfter, dayBefore, gibToBytes } from "./units.ts";

interface TenantForm {
  tenant: TenantDetailAnswer;
  onDone: () => void;
}

export const PLAN_OPTIONS = Object.entries(PLAN_NAMES).map(([value, label]) => ({ value, label }));

/** Only what was changed is sent, so that nobody else's change is taken back. */
function patch(tenant: TenantDetailAnswer, body: Record<string, unknown>): ChangeRequest | FormProblem {
  if (Object.keys(body).length === 0) return { message: "Nothing was changed yet." };
  return { path: `/api/admin/tenants/${tenant.slug}`, method: "PATCH", body };
}

export function PlanForm({ tenant, onDone }: TenantForm) {
  return (
    <ChangeForm
      request={(fields) => {
        const plan = textOf(fields, "plan");
        return patch(tenant, plan === tenant.plan ? {} : { plan });
      }}
      submit="Change plan"
      done={`${tenant.name} is changed`}
      onDone={onDone}
    >
      {(error) => (
        <Field
          label="Plan"
          hint="The month's base price is shared by the second; the invoice shows both parts."
          error={error("plan")}
        >
          {(control) => <Select {...control} name="plan" options={PLAN_OPTIONS} defaultValue={tenant.plan} />}
        </Field>
      )}
    </ChangeForm>
  );
}

export function CapsForm({ tenant, onDone }: TenantForm) {
  const before = {
    storage: bytesToGib(tenant.storage_quota),
    archive: bytesToGib(tenant.archive_quota),
    calls: String(tenant.api_quota),
  };
  return (
    <ChangeForm
      request={(fields) => {
        const [storage, archive, calls] = [
          textOf(fields, "storage"),
          textOf(fields, "archive"),
          textOf(fields, "calls"),
        ];
        return patch(tenant, {
          ...(storage === before.storage ? {} : { storage_quota: gibToBytes(storage) }),
          ...(archive === before.archive ? {} : { archive_quota: gibToBytes(archive) }),
          ...(calls === before.calls ? {} : { api_quota: Number(calls) }),
        });
      }}
      submit="Save"
      done={`${tenant.name} is changed`}
      onDone={onDone}
    >
      {(error) => (
        <div className="grid gap-4 sm:grid-cols-2">
          <InputField
            label="Storage cap, GiB"
            error={error("storage_quota")}
            name="storage"
            type="number"
            required
            min={0}
            max={8_000_000}
            step="any"
            defaultValue={before.storage}
          />
          <InputField
            label="Archive cap, GiB"
            error={error("archive_quota")}
            name="archive"
            type="number"
            required
            min={0}
            max={8_000_000}
            step="any"
            defaultValue={before.archive}
          />
          <InputField
            label="API call cap a month"
            error={error("api_quota")}
            name="calls"
            type="number"
            required
            min={0}
            max={2_147_483_647}
            step={1}
            defaultValue={before.calls}
          />
        </div>
      )}
    </ChangeForm>
  );
}

export function TaxForm({ tenant, onDone }: TenantForm) {
  const before = { tax: shareToPercent(tenant.tax_rate), currency: tenant.currency };
  const [reverse, setReverse] = useState(tenant.reverse_charge);
  return (
    <ChangeForm
      request={(fields) => {
        const [tax, currency] = [textOf(fields, "tax"), textOf(fields, "currency").toUpperCase()];
        const share = percentToShare(tax);
        if (share === null)
          return {
            message: "The tax rate cannot be used.",
            fields: { tax_rate: "Write per cent below 100, such as 19 or 7.7." },
          };
        return patch(tenant, {
          ...(tax === before.tax ? {} : { tax_rate: share }),
          ...(currency === before.currency ? {} : { currency }),
          ...(reverse === tenant.reverse_charge ? {} : { reverse_charge: reverse }),
        });
      }}
      submit="Save"
      done={`${tenant.name} is changed`}
      onDone={onDone}
    >
      {(error) => (
        <>
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <InputField
              label="Tax rate, %"
              error={error("tax_rate")}
              name="tax"
              required
              inputMode="decimal"
              defaultValue={before.tax}
            />
            <CurrencyField
              hint="Three letters such as EUR."
              error={error("currency")}
              defaultValue={before.currency}
            />
          </div>
          <Checkbox
            checked={reverse}
            onCheckedChange={(checked) => setReverse(checked === true)}
            label="Reverse charge"
            hint={`The customer accounts for the tax: none is charged, and the invoice says so.${tenant.account.tax_id ? "" : " It needs the organisation's tax id, which its admins have not entered yet."}`}
          />
        </>
      )}
    </ChangeForm>
  );
}

export function TrialForm({ tenant, onDone }: TenantForm) {
  const endsAt = tenant.plan_state.trial_ends_at;
  const runs = endsAt !== null && new Date(endsAt) > new Date();
  return (
    <ChangeForm
      request={(fields) => {
        const day = textOf(fields, "day");
        if (day === "" && !runs) return { message: "Choose a day." };
        return patch(tenant, { trial_ends_at: day === "" ? null : dayAfter(day) });
      }}
      submit="Save"
      done={`${tenant.name} is changed`}
      onDone={onDone}
    >
      {(error) => (
        <InputField
          label="Last free day (UTC)"
          optional={runs}
          hint={runs ? "Left empty, the trial ends now." : undefined}
          error={error("trial_ends_at")}
          name="day"
          type="date"
          min={new Date().toISOString().slice(0, 10)}
          defaultValue={runs ? dayBefore(endsAt) : ""}
        />
      )}
    </ChangeForm>
  );
}
