"use client";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { type Submit, textOf, useSubmit } from "#components/ui/use-submit.ts";
import { CodeField } from "./code-field.tsx";

export interface SecondFactorFormProps {
  onSubmit: Submit<{ code: string }>;
  /** Left out where there is nothing to go back to. */
  onBack?: () => void;
}

/** The second step of signing in, to an account that has a second factor. */
export function SecondFactorForm({ onSubmit, onBack }: SecondFactorFormProps) {
  const t = useTranslations("auth");
  const form = useSubmit(onSubmit);
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => ({ code: textOf(data, "code") }))}
    >
      <CodeField
        autoFocus
        hint={t("secondFactorForm.theSixDigitsThatYour")}
        error={form.fieldError("code")}
      />
      <FormProblemNotice problem={form.problem} />
      <Button type="submit" variant="primary" size="lg" loading={form.pending}>
        {t("secondFactorForm.continue")}
      </Button>
      {onBack && (
        <Button variant="ghost" onClick={onBack}>
          {t("secondFactorForm.back")}
        </Button>
      )}
    </form>
  );
}
