"use client";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { CodeField } from "#components/auth/code-field.tsx";
import { PasswordField } from "#components/auth/password-field.tsx";
import { api } from "#components/data/api.ts";
import { askBy } from "#components/data/confirmation.ts";
import { submitting } from "#components/data/form.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";

/** By what the person can confirm that it is they. */
export interface Ways {
  password: boolean;
  code: boolean;
}

/** Asks, in a dialog over whatever is open, when the server wants a sensitive change confirmed; then the change goes on. */
export function ConfirmIdentityProvider({ children }: { children: ReactNode }) {
  const [ways, setWays] = useState<Ways | null>(null);
  const answer = useRef<((confirmed: boolean) => void) | null>(null);

  const settle = useCallback((confirmed: boolean) => {
    answer.current?.(confirmed);
    answer.current = null;
    setWays(null);
  }, []);

  useEffect(
    () =>
      askBy(async () => {
        const found = await api<Ways>("/api/me/confirm").catch(() => null);
        if (!found) return false;
        answer.current?.(false);
        return new Promise<boolean>((resolve) => {
          answer.current = resolve;
          setWays(found);
        });
      }),
    [],
  );

  return (
    <>
      {children}
      {ways && (
        <Dialog
          open
          onOpenChange={(open) => !open && settle(false)}
          title="Confirm that it is you"
          description="This change is sensitive, and you signed in a while ago. You are not asked again for 15 minutes."
        >
          <ConfirmForm ways={ways} onDone={() => settle(true)} />
        </Dialog>
      )}
    </>
  );
}

function ConfirmForm({ ways, onDone }: { ways: Ways; onDone: () => void }) {
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
      <DialogFooter submit="Confirm" pending={form.pending} />
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
  if (ways.code)
    return (
      <CodeField
        hint="The six digits that your authenticator app shows, or one of your recovery codes."
        error={fieldError("code")}
      />
    );
  if (ways.password) return <PasswordField autoComplete="current-password" error={fieldError("password")} />;
  return (
    <Callout tone="warn" title="Sign out and in again">
      Your account has neither a password nor a second factor to confirm by; signing in counts for 15 minutes.
    </Callout>
  );
}
