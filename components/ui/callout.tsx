import { cva } from "class-variance-authority";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

const callout = cva("flex flex-wrap items-start gap-x-2.5 gap-y-2 rounded-lg px-3.5 py-2.5", {
  variants: {
    tone: {
      info: "bg-info-soft [&>svg]:text-info",
      ok: "bg-ok-soft [&>svg]:text-ok",
      warn: "bg-warn-soft [&>svg]:text-warn",
      bad: "bg-bad-soft [&>svg]:text-bad",
    },
  },
});
const icons = { info: Info, ok: CircleCheck, warn: TriangleAlert, bad: CircleAlert };

export interface CalloutProps {
  tone?: keyof typeof icons;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** Read out when it appears: only for the answer to something just done. */
  announce?: boolean;
  className?: string;
}

export function Callout({
  tone = "info",
  title,
  children,
  action,
  announce = false,
  className,
}: CalloutProps) {
  const Icon = icons[tone];
  return (
    <div
      role={announce ? (tone === "bad" ? "alert" : "status") : undefined}
      className={cn(callout({ tone }), className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0" />
      <div className="min-w-0 grow basis-0 max-sm:min-w-[75%]">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className="text-ink-2">{children}</div>}
      </div>
      {action && <div className="shrink-0 max-sm:pl-7">{action}</div>}
    </div>
  );
}
