"use client";
import { useTranslations } from "next-intl";
import { type MemberRole, roleHint, roleOptions } from "#components/members/types.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { type FormAction, useAction } from "#components/ui/use-action.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import { ApiKeySecret } from "./api-key-secret.tsx";

export interface CreateApiKeyFormProps {
  /** Answers the secret, which is shown once. */
  create: FormAction<{ api_key: string }>;
  /** The highest role offered: nobody gives a key more than they may do themselves. */
  ownRole: MemberRole;
}

const expiries = (t: Translator<"api-keys">) => [
  { value: "30", label: t("createApiKeyForm.n30Days") },
  { value: "90", label: t("createApiKeyForm.n90Days") },
  { value: "365", label: t("createApiKeyForm.n1Year") },
  { value: "", label: t("createApiKeyForm.never") },
];

export function CreateApiKeyForm({ create, ownRole }: CreateApiKeyFormProps) {
  const tMembers = useTranslations("members");
  const t = useTranslations("api-keys");
  const form = useAction(create);
  if (form.data) return <ApiKeySecret secret={form.data.api_key} />;
  const roles = roleOptions(tMembers).slice(
    0,
    roleOptions(tMembers).findIndex((role) => role.value === ownRole) + 1,
  );
  return (
    <form {...form.props} className="grid gap-4">
      <div className="grid items-start gap-4 sm:grid-cols-[2fr_1fr_1fr]">
        <Field
          label={t("createApiKeyForm.name")}
          hint={t("createApiKeyForm.whatUsesItEGNightlyImport")}
          error={form.fieldError("name")}
        >
          {(control) => <Input {...control} name="name" required maxLength={80} autoComplete="off" />}
        </Field>
        <Field label={t("createApiKeyForm.role")} error={form.fieldError("role")}>
          {(control) => (
            <Select
              {...control}
              name="role"
              options={roles}
              defaultValue={roles.some((role) => role.value === "editor") ? "editor" : "viewer"}
            />
          )}
        </Field>
        <Field label={t("createApiKeyForm.expires")} error={form.fieldError("expires_in_days")}>
          {(control) => (
            <Select {...control} name="expires_in_days" options={expiries(t)} defaultValue="90" />
          )}
        </Field>
      </div>
      <FormProblemNotice problem={form.problem} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-ink-3 text-sm">{roleHint(tMembers)}</p>
        <Button type="submit" variant="primary" loading={form.pending}>
          {t("createApiKeyForm.createKey")}
        </Button>
      </div>
    </form>
  );
}
