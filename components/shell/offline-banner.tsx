"use client";
import { Wifi, WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useConnection } from "#components/data/connection.ts";
import { cn } from "#components/ui/cn.ts";

/**
 * Says that the server cannot be reached, what still works, and for a moment that it is back. It lies over the foot of
 * the page, so that nothing moves; `<html data-offline>` lets what else stands there make room.
 */
export function OfflineBanner() {
  const t = useTranslations("shell");
  const state = useConnection();
  const shown = state !== "online";
  useEffect(() => {
    document.documentElement.toggleAttribute("data-offline", shown);
  }, [shown]);
  return (
    <div role="status" className="print:hidden">
      {shown && (
        <div
          className={cn(
            "fixed inset-x-0 bottom-0 z-40 flex animate-in items-center justify-center gap-2.5 border-line border-t px-4 py-2 text-sm shadow-lg",
            state === "offline" ? "bg-warn-soft" : "bg-ok-soft",
          )}
        >
          {state === "offline" ? (
            <>
              <WifiOff aria-hidden className="size-4 shrink-0 text-warn" />
              <p>
                <strong className="font-medium">{t("offline.title")}.</strong> {t("offline.detail")}
              </p>
            </>
          ) : (
            <>
              <Wifi aria-hidden className="size-4 shrink-0 text-ok" />
              <p className="font-medium">{t("offline.back")}</p>
            </>
          )}
        </div>
      )}
    </div>
  );
}
