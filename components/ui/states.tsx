import { type LucideIcon, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { CopyButton } from "./copy-button.tsx";

export interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  /** What will be here, and how it comes here. */
  children?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-2 px-4 py-12 text-center sm:px-6">
      <span className="mb-1 grid size-10 place-items-center rounded-lg border border-line bg-subtle text-ink-3">
        <Icon aria-hidden className="size-5" />
      </span>
      <p className="font-semibold text-lg">{title}</p>
      {children && <div className="text-ink-2">{children}</div>}
      {action && (
        <div className="mt-3 flex flex-wrap justify-center gap-2 max-sm:[&_:is(a,button)]:h-auto max-sm:[&_:is(a,button)]:max-w-full max-sm:[&_:is(a,button)]:whitespace-normal">
          {action}
        </div>
      )}
    </div>
  );
}

export interface ErrorStateProps {
  title: string;
  /** What happened and what to do next. */
  children: ReactNode;
  /** For support to find the request. */
  traceId?: string | null;
  /** A retry button or a way out. */
  action?: ReactNode;
}

export function ErrorState({ title, children, traceId, action }: ErrorStateProps) {
  return (
    <div role="alert" className="mx-auto grid max-w-md justify-items-center gap-2 px-6 py-12 text-center">
      <span className="mb-1 grid size-10 place-items-center rounded-lg bg-bad-soft text-bad">
        <TriangleAlert aria-hidden className="size-5" />
      </span>
      <p className="font-semibold text-lg">{title}</p>
      <div className="text-ink-2">{children}</div>
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
      {traceId && <TraceId id={traceId} />}
    </div>
  );
}

/** By what support finds a request. In the middle, or at the start of its line. */
export function TraceId({ id, start = false }: { id: string; start?: boolean }) {
  const t = useTranslations("ui");
  return (
    <p className={cn("flex items-center gap-1 text-ink-3 text-xs", start ? "mt-1" : "mt-2 justify-center")}>
      <span className="min-w-0">
        {t.rich("states.trace", {
          code: (chunks) => <code className="break-all font-mono">{chunks}</code>,
          id,
        })}
      </span>
      <CopyButton value={id} label={t("states.copyTraceId")} />
    </p>
  );
}
