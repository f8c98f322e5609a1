"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { formatDateTime } from "#components/format/time.ts";
import { remainingText } from "./words.ts";

/** What is left until a moment, as it gets less. Nothing before the browser has a clock to go by. */
export function Countdown({ until }: { until: string }) {
  const t = useTranslations("archival");
  const [now, setNow] = useState<number | null>(null);
  const end = Date.parse(until);
  const isNear = now !== null && end - now < 3_600_000;
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, isNear ? 1000 : 30_000);
    return () => clearInterval(timer);
  }, [isNear]);
  return (
    <time dateTime={until} title={formatDateTime(until)} className="whitespace-nowrap tabular-nums">
      {now === null ? "" : remainingText(t, end - now)}
    </time>
  );
}
