"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { Button } from "#components/ui/button.tsx";

/** Ends the operator's look at the organisation; where it cannot, says so. */
export function EndSupport() {
  const t = useTranslations("support");
  const [state, setState] = useState<"here" | "leaving" | "failed">("here");
  return (
    <div className="grid justify-items-end">
      <Button
        size="sm"
        loading={state === "leaving"}
        onClick={async () => {
          setState("leaving");
          try {
            const { signOut } = await import("#components/data/session.ts");
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
      <p role="status" className="text-sm">
        {state === "failed" && t("supportBanner.itCouldNotBeEndedPressThe")}
      </p>
    </div>
  );
}
