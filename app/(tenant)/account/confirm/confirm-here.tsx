"use client";
import { useTranslations } from "next-intl";
import { ConfirmFields } from "#components/account/confirm-fields.tsx";
import type { Ways } from "#components/account/confirm-identity.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { type FormAction, useAction } from "#components/ui/use-action.ts";

export function ConfirmHere({ ways, confirm }: { ways: Ways; confirm: FormAction<undefined> }) {
  const t = useTranslations("account");
  const form = useAction(confirm);
  if (form.done) return <Callout tone="ok" announce title={t("confirmHere.confirmedGoBackAndRepeatIt")} />;
  return (
    <form {...form.props} className="grid gap-4">
      <ConfirmFields ways={ways} fieldError={form.fieldError} />
      <FormProblemNotice problem={form.problem} />
      {(ways.code || ways.password) && (
        <Button type="submit" variant="primary" loading={form.pending}>
          {t("confirmHere.confirm")}
        </Button>
      )}
    </form>
  );
}
