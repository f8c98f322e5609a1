import { useTranslations } from "next-intl";
import { cn } from "./cn.ts";

export interface ProgressProps {
  label: string;
  /** 0 to 1; null while it cannot be known. */
  value: number | null;
  tone?: "brand" | "ok" | "warn" | "bad";
  className?: string;
}

const tones = { brand: "text-brand-text!", ok: "text-ok-fill!", warn: "text-warn-fill!", bad: "text-bad!" };

export function Progress({ label, value, tone = "brand", className }: ProgressProps) {
  return (
    <progress
      aria-label={label}
      max={1}
      value={value === null ? undefined : Math.min(1, Math.max(0, value))}
      className={cn("meter", tones[tone], className)}
    />
  );
}

/** Grey shapes of what is about to come. The region that loads says so itself. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block h-4 animate-pulse rounded-sm bg-hover", className)} />;
}

/** A table or list that is still loading. */
export function LoadingRows({ rows = 5, label }: { rows?: number; label?: string }) {
  const t = useTranslations("ui");
  return (
    <div role="status" aria-label={label ?? t("progress.loading")} className="grid gap-px">
      {Array.from({ length: rows }, (_, index) => `row-${index}`).map((key) => (
        <div key={key} className="flex h-10 items-center gap-6 px-4">
          <Skeleton className="w-2/5" />
          <Skeleton className="w-1/5" />
          <Skeleton className="ml-auto w-16" />
        </div>
      ))}
    </div>
  );
}
