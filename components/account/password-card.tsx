"use client";
import { useRef } from "react";
import { PasswordField } from "#components/auth/password-field.tsx";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";

export function PasswordCard({ hasPassword }: { hasPassword: boolean }) {
  const toast = useToast();
  const element = useRef<HTMLFormElement>(null);
  const form = useSubmit<{ current_password: string; password: string }>(
    (values) => submitting(() => api("/api/me/password", { method: "PUT", body: values })),
    () => {
      element.current?.reset();
      toast({ tone: "ok", title: "Your password is changed", description: "Other devices are signed out." });
    },
  );
  return (
    <Card>
      <CardHeader
        title="Password"
        description={
          hasPassword
            ? "For all of your organisations. A new one signs you out everywhere else."
            : "You have none: you sign in by a link in a mail, or by your organisation's own sign-in."
        }
      />
      <CardBody>
        <form
          ref={element}
          method="post"
          className="grid max-w-sm gap-4"
          onSubmit={form.onSubmit((data) => ({
            current_password: String(data.get("current_password") ?? ""),
            password: String(data.get("password") ?? ""),
          }))}
        >
          {hasPassword && (
            <PasswordField
              label="Present password"
              name="current_password"
              autoComplete="current-password"
              error={form.fieldError("current_password")}
            />
          )}
          <PasswordField
            label="New password"
            autoComplete="new-password"
            error={form.fieldError("password")}
          />
          <FormProblemNotice problem={form.problem} />
          <div>
            <Button type="submit" variant="primary" loading={form.pending}>
              {hasPassword ? "Change password" : "Set a password"}
            </Button>
          </div>
        </form>
      </CardBody>
    </Card>
  );
}
