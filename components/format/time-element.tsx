"use client";
import { useEffect, useState } from "react";
import { formatDate, formatDateTime, formatRelative } from "./time.ts";

/** A moment. Server and first paint write UTC; the browser then writes its own zone. The full moment is its title. */
export function Time({ at, show = "date" }: { at: string; show?: "date" | "datetime" | "relative" }) {
  const [local, setLocal] = useState<{ timeZone: string; now: Date } | null>(null);

  useEffect(() => {
    const tick = () =>
      setLocal({ timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, now: new Date() });
    tick();
    if (show !== "relative") return;
    const timer = setInterval(tick, 30_000);
    return () => clearInterval(timer);
  }, [show]);

  const options = local ? { timeZone: local.timeZone } : {};
  const text =
    show === "datetime"
      ? formatDateTime(at, options)
      : show === "relative" && local
        ? formatRelative(at, local.now)
        : formatDate(at, options);
  return (
    <time dateTime={at} title={formatDateTime(at, options)}>
      {text}
    </time>
  );
}
