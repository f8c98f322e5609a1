"use client";
import { useTranslations } from "next-intl";
import { CodeField } from "#components/auth/code-field.tsx";
import { PasswordField } from "#components/auth/password-field.tsx";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { Callout } from "#components/ui/callout.tsx";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import type { Ways } from "./confirm-identity.tsx";

/** What confirm-dialog.tsx asks. */
export function ConfirmForm({ ways, onDone }: { ways: Ways; onDone: () => void }) {
  const t = useTranslations("account");
  const form = useSubmit<{ password: string; code: string }>(
    (values) => submitting(() => api("/api/me/confirm", { body: values })),
    onDone,
  );
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => ({
        password: String(data.get("password") ?? ""),
        code: textOf(data, "code"),
      }))}
    >
      <ConfirmFields ways={ways} fieldError={form.fieldError} />
      <FormProblemNotice problem={form.problem} />
      <DialogFooter submit={t("confirmIdentity.confirm")} pending={form.pending} />
    </form>
  );
}

/** What is asked for: a code where there is a second factor, else the password. */
export function ConfirmFields({
  ways,
  fieldError,
}: {
  ways: Ways;
  fieldError: (name: string) => string | undefined;
}) {
  const t = useTranslations("account");
  if (ways.code)
    return <CodeField hint={t("confirmIdentity.theSixDigitsThatYour")} error={fieldError("code")} />;
  if (ways.password) return <PasswordField autoComplete="current-password" error={fieldError("password")} />;
  return (
    <Callout tone="warn" title={t("confirmIdentity.signOutAndInAgain")}>
      {t("confirmIdentity.yourAccountHasNeitherAPassword")}
    </Callout>
  );
}
