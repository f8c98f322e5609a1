"use client";
import { type MemberRole, ROLE_HINT, ROLE_OPTIONS } from "#components/members/types.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { type FormAction, useAction } from "#components/ui/use-action.ts";
import { ApiKeySecret } from "./api-key-secret.tsx";

export interface CreateApiKeyFormProps {
  /** Answers the secret, which is shown once. */
  create: FormAction<{ api_key: string }>;
  /** The highest role offered: nobody gives a key more than they may do themselves. */
  ownRole: MemberRole;
}

const EXPIRIES = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
  { value: "", label: "Never" },
];

export function CreateApiKeyForm({ create, ownRole }: CreateApiKeyFormProps) {
  const form = useAction(create);
  if (form.data) return <ApiKeySecret secret={form.data.api_key} />;
  const roles = ROLE_OPTIONS.slice(0, ROLE_OPTIONS.findIndex((role) => role.value === ownRole) + 1);
  return (
    <form {...form.props} className="grid gap-4">
      <div className="grid items-start gap-4 sm:grid-cols-[2fr_1fr_1fr]">
        <Field label="Name" hint="What uses it, e.g. “Nightly import”." error={form.fieldError("name")}>
          {(control) => <Input {...control} name="name" required maxLength={80} autoComplete="off" />}
        </Field>
        <Field label="Role" error={form.fieldError("role")}>
          {(control) => (
            <Select
              {...control}
              name="role"
              options={roles}
              defaultValue={roles.some((role) => role.value === "editor") ? "editor" : "viewer"}
            />
          )}
        </Field>
        <Field label="Expires" error={form.fieldError("expires_in_days")}>
          {(control) => <Select {...control} name="expires_in_days" options={EXPIRIES} defaultValue="90" />}
        </Field>
      </div>
      <FormProblemNotice problem={form.problem} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-ink-3 text-sm">{ROLE_HINT}</p>
        <Button type="submit" variant="primary" loading={form.pending}>
          Create key
        </Button>
      </div>
    </form>
  );
}
