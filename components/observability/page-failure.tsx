"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/states.tsx";
import { usePageTrace } from "./page-trace.ts";
import { reportFailure } from "./report-failure.ts";

/** What Next hands to an `error.tsx`; `digest` is there for what failed on the server. */
export interface PageFailureProps {
  error: Error & { digest?: string };
  /** Asks the server for the page anew. */
  retry: () => void;
}

/** A page that failed, on the server or in the browser: what to do, and the trace id by which operators find the cause. */
export function PageFailure({ error, retry }: PageFailureProps) {
  const t = useTranslations("observability");
  // What the browser could not load once it does not ask for again: only a page that is loaded anew does.
  const isPartMissing = error.name === "ChunkLoadError";
  const atServer = error.digest !== undefined;
  const made = usePageTrace();
  const reported = useReport(atServer ? null : error);
  return (
    <ErrorState
      title={isPartMissing ? t("partMissing.title") : t("pageFailure.thisPageFailed")}
      traceId={reported === undefined ? null : (reported ?? made)}
      action={
        <>
          <Button variant="primary" onClick={isPartMissing ? () => location.reload() : retry}>
            {isPartMissing ? t("newVersion.reload") : t("pageFailure.tryAgain")}
          </Button>
          <Button asChild>
            <a href="/status">{t("pageFailure.isSomethingDown")}</a>
          </Button>
        </>
      }
    >
      {isPartMissing
        ? t("partMissing.text")
        : t("pageFailure.tryAgainInAMomentIfItStaysTell", {
            value: atServer
              ? t("pageFailure.theServerCouldNotMakeThisPage")
              : t("pageFailure.thePageStoppedInYourBrowser"),
          })}
    </ErrorState>
  );
}

/** Tells of an error once. Undefined until it is known under which trace; null where the server could not be told. */
function useReport(error: Error | null): string | null | undefined {
  const [trace, setTrace] = useState<string | null | undefined>(error ? undefined : null);
  useEffect(() => {
    if (!error) return;
    let current = true;
    void reportFailure(error).then((id) => {
      if (current) setTrace(id);
    });
    return () => {
      current = false;
    };
  }, [error]);
  return trace;
}
