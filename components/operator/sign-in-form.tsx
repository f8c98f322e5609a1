"use client";
import { useState } from "react";
import { type EnrolmentAnswer, EnrolmentSecret } from "#components/account/enrol.tsx";
import { CodeField } from "#components/auth/code-field.tsx";
import { PasswordField } from "#components/auth/password-field.tsx";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { Button } from "#components/ui/button.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import { InputField } from "./input-field.tsx";

interface Credentials {
  email: string;
  password: string;
}

interface FirstSignIn extends Credentials {
  enrolment: EnrolmentAnswer;
}

/** Mail address, password and code; at the first sign-in the code's app is set up, with a password of one's own. */
export function OperatorSignInForm() {
  const [first, setFirst] = useState<FirstSignIn | null>(null);
  return first ? <SetUp first={first} onBack={() => setFirst(null)} /> : <SignIn onFirst={setFirst} />;
}

const SESSION = "/api/operator/session";
const enter = () => location.assign("/operator");
/** As it was typed: a password may begin with a space. */
const typed = (data: FormData, name: string) => String(data.get(name) ?? "");

function SignIn({ onFirst }: { onFirst: (first: FirstSignIn) => void }) {
  const form = useSubmit((body: Credentials & { code: string }) =>
    submitting(async () => {
      const answer = await api<{ enrolment: EnrolmentAnswer } | undefined>(SESSION, { body });
      if (answer) onFirst({ email: body.email, password: body.password, enrolment: answer.enrolment });
      else enter();
    }),
  );
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => ({
        email: typed(data, "email"),
        password: typed(data, "password"),
        code: typed(data, "code"),
      }))}
    >
      <InputField
        label="Email"
        name="email"
        type="email"
        required
        autoComplete="username"
        error={form.fieldError("email")}
      />
      <PasswordField autoComplete="current-password" error={form.fieldError("password")} />
      <InputField
        label="Code"
        optional
        name="code"
        inputMode="numeric"
        maxLength={40}
        autoComplete="one-time-code"
        className="font-mono tracking-wider"
        hint="Of your authenticator app. Empty at your first sign-in, which sets it up."
        error={form.fieldError("code")}
      />
      <FormProblemNotice problem={form.problem} />
      <Button type="submit" variant="primary" size="lg" loading={form.pending}>
        Sign in
      </Button>
    </form>
  );
}

function SetUp({ first, onBack }: { first: FirstSignIn; onBack: () => void }) {
  const { email, password, enrolment } = first;
  const form = useSubmit(
    (fields: { code: string; new_password: string }) =>
      submitting(() =>
        api(SESSION, { body: { email, password, enrolment: enrolment.enrolment, ...fields } }),
      ),
    enter,
  );
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={form.onSubmit((data) => ({
        code: typed(data, "code"),
        new_password: typed(data, "new_password"),
      }))}
    >
      <EnrolmentSecret enrolment={enrolment} />
      <CodeField label="2. The code that the app shows now" error={form.fieldError("code")} />
      <PasswordField
        label="3. A new password of your own"
        name="new_password"
        autoComplete="new-password"
        error={form.fieldError("new_password")}
      />
      <FormProblemNotice problem={form.problem} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" loading={form.pending}>
          Set up and sign in
        </Button>
        <Button onClick={onBack}>Back</Button>
      </div>
    </form>
  );
}
