import { cva } from "class-variance-authority";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

export type Tone = "neutral" | "brand" | "ok" | "warn" | "bad" | "info";

const badge = cva(
  "inline-flex items-center gap-1 whitespace-nowrap rounded-full align-middle px-2 py-px font-medium text-xs",
  {
    variants: {
      tone: {
        neutral: "bg-hover text-ink-2",
        brand: "bg-brand-soft text-brand-text",
        ok: "bg-ok-soft text-ok",
        warn: "bg-warn-soft text-warn",
        bad: "bg-bad-soft text-bad",
        info: "bg-info-soft text-info",
      },
    },
  },
);

export function Badge({
  tone = "neutral",
  className,
  children,
}: {
  tone?: Tone;
  className?: string;
  children: ReactNode;
}) {
  return <span className={cn(badge({ tone }), className)}>{children}</span>;
}

const dot = cva("size-1.5 shrink-0 rounded-full bg-current", {
  variants: { live: { true: "animate-pulse", false: "" } },
});

/** A state in one word. The dot moves while work is under way; the word says it, never the colour alone. */
export function StatusPill({
  tone,
  live = false,
  children,
}: {
  tone: Tone;
  live?: boolean;
  children: ReactNode;
}) {
  return (
    <Badge tone={tone} className="gap-1.5">
      <span aria-hidden className={dot({ live })} />
      {children}
    </Badge>
  );
}
