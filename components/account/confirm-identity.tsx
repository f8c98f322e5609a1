"use client";
import { useTranslations } from "next-intl";
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
  const t = useTranslations("account");
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
          title={t("confirmIdentity.confirmThatItIsYou")}
          description={t("confirmIdentity.thisChangeIsSensitiveAndYou")}
        >
          <ConfirmForm ways={ways} onDone={() => settle(true)} />
        </Dialog>
      )}
    </>
  );
}

function ConfirmForm({ ways, onDone }: { ways: Ways; onDone: () => void }) {
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
