"use client";
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
  const [state, setState] = useState<"here" | "leaving" | "failed">("here");
  return (
    <Callout
      tone="warn"
      className="mb-4 print:hidden"
      title={`${name}, an operator of the platform, looks at ${organisation}`}
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
          End
        </Button>
      }
    >
      Until <Time at={until} show="datetime" />. Nothing can be changed, and the organisation sees that you
      were here.
      {state === "failed" && " It could not be ended. Press the button again."}
    </Callout>
  );
}
