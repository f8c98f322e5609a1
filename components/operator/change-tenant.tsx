"use client";
import { useState } from "react";
import { submitting } from "#components/data/form.ts";
import { Button } from "#components/ui/button.tsx";
import { Confirm, Dialog, DialogActions, DialogClose } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import type { TenantAnswer } from "./answers.ts";
import { useChange } from "./change.ts";
import { percentToShare, shareToPercent } from "./percent.ts";

const GIB = 2 ** 30;
const PLANS = [
  { value: "free", label: "Free" },
  { value: "pro", label: "Pro" },
  { value: "enterprise", label: "Enterprise" },
];

interface Values {
  plan: string;
  storage: string;
  calls: string;
  tax: string;
}

/** Plan, hard caps and tax rate of an organisation. Only what was changed is sent. */
export function ChangeTenant({ tenant }: { tenant: TenantAnswer }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={`Change ${tenant.name}`}
      description="A plan acts at once and brings its own caps, unless you change them here as well."
      trigger={
        <Button size="sm" aria-label={`Change ${tenant.name}`}>
          Change
        </Button>
      }
    >
      <ChangeForm tenant={tenant} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function ChangeForm({ tenant, onDone }: { tenant: TenantAnswer; onDone: () => void }) {
  const change = useChange();
  const toast = useToast();
  const before: Values = {
    plan: tenant.plan,
    storage: String(Math.round((tenant.storage_quota / GIB) * 1000) / 1000),
    calls: String(tenant.api_quota),
    tax: shareToPercent(tenant.tax_rate),
  };
  const form = useSubmit(
    async (values: Values) => {
      const tax = percentToShare(values.tax);
      if (tax === null)
        return {
          message: "The tax rate cannot be used.",
          fields: { tax_rate: "Write per cent below 100, such as 19 or 7.7." },
        };
      const body = {
        ...(values.plan === before.plan ? {} : { plan: values.plan }),
        ...(values.storage === before.storage
          ? {}
          : { storage_quota: Math.round(Number(values.storage) * GIB) }),
        ...(values.calls === before.calls ? {} : { api_quota: Number(values.calls) }),
        ...(values.tax === before.tax ? {} : { tax_rate: tax }),
      };
      if (Object.keys(body).length === 0) return { message: "Nothing was changed yet." };
      return submitting(() => change(`/api/admin/tenants/${tenant.slug}`, { method: "PATCH", body }));
    },
    () => {
      toast({ tone: "ok", title: `${tenant.name} is changed` });
      onDone();
    },
  );
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => ({
        plan: textOf(data, "plan"),
        storage: textOf(data, "storage"),
        calls: textOf(data, "calls"),
        tax: textOf(data, "tax"),
      }))}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Plan" error={form.fieldError("plan")}>
          {(control) => <Select {...control} name="plan" options={PLANS} defaultValue={before.plan} />}
        </Field>
        <Field label="Tax rate, %" error={form.fieldError("tax_rate")}>
          {(control) => (
            <Input {...control} name="tax" required inputMode="decimal" defaultValue={before.tax} />
          )}
        </Field>
        <Field label="Storage cap, GiB" error={form.fieldError("storage_quota")}>
          {(control) => (
            <Input
              {...control}
              name="storage"
              type="number"
              required
              min={0}
              max={8_000_000}
              step="any"
              defaultValue={before.storage}
            />
          )}
        </Field>
        <Field label="API call cap a month" error={form.fieldError("api_quota")}>
          {(control) => (
            <Input
              {...control}
              name="calls"
              type="number"
              required
              min={0}
              max={2_147_483_647}
              step={1}
              defaultValue={before.calls}
            />
          )}
        </Field>
      </div>
      <FormProblemNotice problem={form.problem} />
      <DialogActions>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" loading={form.pending}>
          Save
        </Button>
      </DialogActions>
    </form>
  );
}

/** Shuts an organisation out, or lets it in again. */
export function SuspendTenant({ tenant }: { tenant: TenantAnswer }) {
  const change = useChange();
  const verb = tenant.is_active ? "Suspend" : "Resume";
  return (
    <Confirm
      danger={tenant.is_active}
      trigger={
        <Button
          size="sm"
          variant={tenant.is_active ? "danger-ghost" : "secondary"}
          aria-label={`${verb} ${tenant.name}`}
        >
          {verb}
        </Button>
      }
      title={`${verb} ${tenant.name}?`}
      description={
        tenant.is_active
          ? "Its members and API keys are refused from the next request on; admins still reach their invoices. Nothing is deleted."
          : "Its members and API keys are let in again from the next request on."
      }
      confirmLabel={`${verb} organisation`}
      onConfirm={async () => {
        await change(`/api/admin/tenants/${tenant.slug}`, {
          method: "PATCH",
          body: { suspended: tenant.is_active },
        });
      }}
    />
  );
}
