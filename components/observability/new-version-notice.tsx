"use client";
import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { newVersion, watchFiles } from "#components/data/new-version.ts";
import { Button } from "#components/ui/button.tsx";

/**
 * Says on every page that a new version has replaced what the page needs, once. The page is loaded anew only when the person
 * says so: what they have typed stays until then.
 */
export function NewVersionNotice() {
  const t = useTranslations("observability");
  const isTold = useSyncExternalStore(newVersion.subscribe, newVersion.snapshot, () => false);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(watchFiles, []);
  useEffect(() => {
    // To press something in here is no press outside of the dialog that is open, which would close it.
    const keep = (event: Event) => event.stopPropagation();
    const element = frame.current;
    element?.addEventListener("pointerdown", keep);
    return () => element?.removeEventListener("pointerdown", keep);
  }, []);
  return (
    <div ref={frame} role="status" className="print:hidden">
      {isTold && (
        <div className="pointer-events-auto fixed inset-x-4 bottom-4 z-60 grid animate-in gap-2 rounded-lg border border-line bg-surface p-3 shadow-lg sm:right-auto sm:w-96">
          <p className="flex items-center gap-2 font-medium">
            <RefreshCw aria-hidden className="size-4.5 shrink-0 text-info" />
            {t("newVersion.title")}
          </p>
          <p className="text-ink-2 text-sm">{t("newVersion.text")}</p>
          <div className="flex justify-end gap-2">
            <Button size="sm" variant="ghost" onClick={newVersion.later}>
              {t("newVersion.later")}
            </Button>
            <Button size="sm" variant="primary" onClick={() => location.reload()}>
              {t("newVersion.reload")}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
