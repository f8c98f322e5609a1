"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { SecondFactorForm } from "#components/auth/second-factor-form.tsx";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { needsCode, signIn } from "#components/data/session.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { useToken } from "../../auth-forms.tsx";

/**
 * Spends the token of a link. A mailed one by a button, since mail scanners open links, but press nothing; one that our
 * own page just handed over (`auto`) at once. Where somebody else is signed in, it asks first.
 */
export function SignInByToken({ auto, signedInAs }: { auto: boolean; signedInAs: string | null }) {
  const t = useTranslations("site");
  const token = useToken();
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const [step, setStep] = useState<{ kind: "link" } | { kind: "code" } | { kind: "other"; email: string }>({
    kind: "link",
  });

  async function enter() {
    setPending(true);
    const refused = await submitting(async () => {
      try {
        await signIn({ token: token ?? "" });
        location.replace("/dashboard");
      } catch (error) {
        if (!needsCode(error)) throw error;
        setStep({ kind: "code" });
      }
    });
    if (refused) setProblem(refused.message);
    setPending(false);
  }

  async function begin() {
    if (!signedInAs) return enter();
    setPending(true);
    const refused = await submitting(async () => {
      const { email } = await api<{ email: string }>("/api/sign-in-links/look", { body: { token } });
      if (email.toLowerCase() === signedInAs.toLowerCase()) await enter();
      else setStep({ kind: "other", email });
    });
    if (refused) setProblem(refused.message);
    setPending(false);
  }

  const started = useRef(false);
  useEffect(() => {
    if (!auto || !token || started.current) return;
    started.current = true;
    void begin();
  });

  if (problem)
    return (
      <Callout tone="bad" announce title={problem}>
        <a href="/sign-in" className="underline underline-offset-4">
          {t("signInByToken.backToSignIn")}
        </a>
      </Callout>
    );
  if (step.kind === "code")
    return (
      <SecondFactorForm
        onSubmit={({ code }) =>
          submitting(async () => {
            await signIn({ token: token ?? "", code });
            location.replace("/dashboard");
          })
        }
      />
    );
  if (step.kind === "other")
    return (
      <div className="grid gap-4">
        <Callout announce title={t("signInByToken.youAreSignedInAs", { signedInAs: signedInAs ?? "" })}>
          {t("signInByToken.thisLinkSignsIn", { email: step.email })}
        </Callout>
        <Button
          variant="primary"
          size="lg"
          loading={pending}
          className="h-auto min-h-10 whitespace-normal break-all py-2"
          onClick={() => void enter()}
        >
          {t("signInByToken.signInAsInstead", { email: step.email })}
        </Button>
        <Button asChild variant="ghost" className="h-auto min-h-8 whitespace-normal break-all py-1">
          <a href="/dashboard">{t("signInByToken.stay", { signedInAs: signedInAs ?? "" })}</a>
        </Button>
      </div>
    );
  return (
    <Button
      variant="primary"
      size="lg"
      className="w-full"
      loading={pending}
      disabled={!token}
      onClick={() => void begin()}
    >
      {t("signInByToken.continue")}
    </Button>
  );
}
