"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { type FormAction, useAction } from "#components/ui/use-action.ts";
import { type Submit, useSubmit } from "#components/ui/use-submit.ts";
import { PasswordField } from "./password-field.tsx";
import { MailSent } from "./sign-in-form.tsx";

/** Asks for the mail with the link; `request` answers the address that it would go to. */
export function ForgotPasswordForm({ request }: { request: FormAction<{ email: string }> }) {
  const t = useTranslations("auth");
  const form = useAction(request);
  if (form.data)
    return <MailSent to={form.data.email}>{t("passwordResetForms.itHoldsALinkToChooseANew")}</MailSent>;
  return (
    <form {...form.props} className="grid gap-4">
      <Field label={t("passwordResetForms.eMail")} error={form.fieldError("email")}>
        {(control) => <Input {...control} type="email" name="email" required autoComplete="username" />}
      </Field>
      <FormProblemNotice problem={form.problem} />
      <Button type="submit" variant="primary" size="lg" loading={form.pending}>
        {t("passwordResetForms.sendTheLink")}
      </Button>
    </form>
  );
}

/** Chooses the new password; the caller holds the token. */
export function ResetPasswordForm({ onSubmit }: { onSubmit: Submit<{ password: string }> }) {
  const t = useTranslations("auth");
  const [done, setDone] = useState(false);
  const form = useSubmit(onSubmit, () => setDone(true));
  if (done) {
    return (
      <div className="grid gap-4">
        <Callout tone="ok" announce title={t("passwordResetForms.yourPasswordIsChanged")}>
          {t("passwordResetForms.youWereSignedOutEverywhereElse")}
        </Callout>
        <Button asChild variant="primary" size="lg">
          <Link href="/sign-in">{t("passwordResetForms.signIn")}</Link>
        </Button>
      </div>
    );
  }
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => ({ password: String(data.get("password") ?? "") }))}
    >
      <PasswordField
        label={t("passwordResetForms.newPassword")}
        autoComplete="new-password"
        error={form.fieldError("password")}
      />
      <FormProblemNotice problem={form.problem} />
      <Button type="submit" variant="primary" size="lg" loading={form.pending}>
        {t("passwordResetForms.changePassword")}
      </Button>
    </form>
  );
}
