"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { signOut } from "#components/data/session.ts";
import { Time } from "#components/format/time-element.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";

/** Above every page while an operator looks at the organisation. */
export function SupportBanner({
  name,
  until,
  organisation,
}: {
  name: string;
  until: string;
  organisation: string;
}) {
  const t = useTranslations("support");
  const [state, setState] = useState<"here" | "leaving" | "failed">("here");
  return (
    <Callout
      tone="warn"
      className="mb-4 print:hidden"
      title={t("supportBanner.anOperatorOfThePlatformLooksAt", { name, organisation })}
      action={
        <Button
          size="sm"
          loading={state === "leaving"}
          onClick={async () => {
            setState("leaving");
            try {
              await api("/api/support-session", { method: "DELETE" });
              await signOut();
              location.assign("/sign-in");
            } catch {
              setState("failed");
            }
          }}
        >
          {t("supportBanner.end")}
        </Button>
      }
    >
      {t.rich("supportBanner.untilNothingCanBeChangedAndThe", {
        time: () => <Time at={until} show="datetime" />,
        value: state === "failed" ? t("supportBanner.itCouldNotBeEndedPressThe") : "",
      })}
    </Callout>
  );
}
