"use client";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { type Submit, textOf, useSubmit } from "#components/ui/use-submit.ts";
import { PasswordField } from "./password-field.tsx";

export interface AcceptInvitationFormProps {
  invitation: { organisation: string; email: string; role: string };
  /** The address has an account: its password proves it. Else a new account is made. */
  hasAccount: boolean;
  onSubmit: Submit<{ name: string; password: string }>;
}

export function AcceptInvitationForm({ invitation, hasAccount, onSubmit }: AcceptInvitationFormProps) {
  const t = useTranslations("auth");
  const form = useSubmit(onSubmit);
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => ({
        name: textOf(data, "name"),
        password: String(data.get("password") ?? ""),
      }))}
    >
      <p className="text-ink-2">
        {t.rich("acceptInvitationForm.youJoinAs", {
          strong: (chunks) => <strong className="font-medium text-ink">{chunks}</strong>,
          organisation: invitation.organisation,
          role: invitation.role,
        })}
      </p>
      <Field label={t("acceptInvitationForm.eMail")}>
        {(control) => (
          <Input {...control} type="email" readOnly value={invitation.email} autoComplete="username" />
        )}
      </Field>
      {!hasAccount && (
        <Field label={t("acceptInvitationForm.yourName")} error={form.fieldError("name")}>
          {(control) => <Input {...control} name="name" required maxLength={120} autoComplete="name" />}
        </Field>
      )}
      <PasswordField
        autoComplete={hasAccount ? "current-password" : "new-password"}
        hint={hasAccount ? t("acceptInvitationForm.youHaveAnAccountAlreadyUseIts") : undefined}
        error={form.fieldError("password")}
      />
      <FormProblemNotice problem={form.problem} />
      <Button type="submit" variant="primary" size="lg" loading={form.pending}>
        {t("acceptInvitationForm.join", { organisation: invitation.organisation })}
      </Button>
    </form>
  );
}
