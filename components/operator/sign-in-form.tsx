"use client";
import { PasswordField } from "#components/auth/password-field.tsx";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { Button } from "#components/ui/button.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";

/** Takes the operators' token once, for a session of this browser. */
export function OperatorSignInForm() {
  const form = useSubmit(
    (body: { token: string }) => submitting(() => api("/api/operator/session", { body })),
    () => location.assign("/operator"),
  );
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => ({ token: textOf(data, "token") }))}
    >
      <PasswordField
        label="Operator token"
        name="token"
        autoComplete="current-password"
        hint="The value of OPERATOR_TOKEN that the installation was started with."
        error={form.fieldError("token")}
      />
      <FormProblemNotice problem={form.problem} />
      <Button type="submit" variant="primary" size="lg" loading={form.pending}>
        Sign in
      </Button>
    </form>
  );
}
