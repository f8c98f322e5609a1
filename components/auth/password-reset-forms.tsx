"use client";
import Link from "next/link";
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
  const form = useAction(request);
  if (form.data)
    return (
      <MailSent to={form.data.email}>It holds a link to choose a new password, valid for one hour.</MailSent>
    );
  return (
    <form {...form.props} className="grid gap-4">
      <Field label="E-mail" error={form.fieldError("email")}>
        {(control) => <Input {...control} type="email" name="email" required autoComplete="username" />}
      </Field>
      <FormProblemNotice problem={form.problem} />
      <Button type="submit" variant="primary" size="lg" loading={form.pending}>
        Send the link
      </Button>
    </form>
  );
}

/** Chooses the new password; the caller holds the token. */
export function ResetPasswordForm({ onSubmit }: { onSubmit: Submit<{ password: string }> }) {
  const [done, setDone] = useState(false);
  const form = useSubmit(onSubmit, () => setDone(true));
  if (done) {
    return (
      <div className="grid gap-4">
        <Callout tone="ok" announce title="Your password is changed">
          You were signed out everywhere else.
        </Callout>
        <Button asChild variant="primary" size="lg">
          <Link href="/sign-in">Sign in</Link>
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
      <PasswordField label="New password" autoComplete="new-password" error={form.fieldError("password")} />
      <FormProblemNotice problem={form.problem} />
      <Button type="submit" variant="primary" size="lg" loading={form.pending}>
        Change password
      </Button>
    </form>
  );
}
