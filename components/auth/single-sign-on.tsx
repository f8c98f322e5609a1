"use client";
import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { type Submit, useSubmit } from "#components/ui/use-submit.ts";

/** The way to the organisation's identity provider, before the other ways in; those fold away where it is required. */
export function SingleSignOn({
  organisation,
  offer,
  problem,
  onStart,
  children,
}: {
  organisation: string;
  /** Null where it is turned off, and only `problem` is to be said. */
  offer: { isRequired: boolean } | null;
  problem: string | null;
  onStart: Submit<undefined>;
  children: ReactNode;
}) {
  const t = useTranslations("auth");
  const start = useSubmit<undefined>(onStart);
  return (
    <div className="grid gap-5">
      {problem && <Callout tone="bad" announce title={problem} />}
      {offer && (
        <div className="grid gap-3">
          <Button
            variant="primary"
            size="lg"
            className="h-auto min-h-10 whitespace-normal py-2"
            loading={start.pending}
            onClick={() => void start.run(undefined)}
          >
            <KeyRound aria-hidden />
            {t("singleSignOn.continueWithSSingleSignOn", { organisation })}
          </Button>
          <FormProblemNotice problem={start.problem} />
        </div>
      )}
      {offer?.isRequired ? (
        <details className="border-line border-t pt-4">
          <summary className="cursor-pointer text-ink-2 text-sm touch:py-3">
            {t("singleSignOn.adminsSignInWithAPassword")}
          </summary>
          <div className="pt-4">{children}</div>
        </details>
      ) : (
        <div className={offer ? "border-line border-t pt-5" : undefined}>{children}</div>
      )}
    </div>
  );
}
