"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { useToken } from "../auth-forms.tsx";

/** By a button: mail scanners open links, but press nothing. */
export function ConfirmEmail() {
  const t = useTranslations("site");
  const token = useToken();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState<{ new_email: string; waits_for: string | null } | null>(null);

  async function confirm() {
    setPending(true);
    const refused = await submitting(async () => {
      setDone(await api("/api/email-confirmations", { body: { token } }));
    });
    setProblem(refused?.message ?? null);
    setPending(false);
  }

  if (done)
    return (
      <div className="grid gap-4">
        <Callout
          tone="ok"
          announce
          title={
            done.waits_for ? t("confirmEmail.confirmedOneMoreToGo") : t("confirmEmail.yourAddressIsChanged")
          }
        >
          {done.waits_for
            ? t("confirmEmail.nowOpenTheLinkInTheMailTo", { waitsFor: done.waits_for })
            : t("confirmEmail.signInAsFromNowOn", { newEmail: done.new_email })}
        </Callout>
        <Button asChild variant="primary" size="lg">
          <Link href="/account">{t("confirmEmail.toYourProfile")}</Link>
        </Button>
      </div>
    );
  return (
    <div className="grid gap-4">
      {problem && <Callout tone="bad" announce title={problem} />}
      <Button
        variant="primary"
        size="lg"
        className="w-full"
        loading={pending}
        disabled={!token}
        onClick={() => void confirm()}
      >
        {t("confirmEmail.confirm")}
      </Button>
    </div>
  );
}
